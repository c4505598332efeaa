package io.netstacks.core.internal.ip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP address with a prefix length, of version 4 or 6. Text of IPv6 follows RFC 5952.
 *
 * @param plain whether it was written without a prefix
 */
public record IpValue(int version, BigInteger address, int prefix, boolean plain) {

    /** Reads an address with or without a prefix length or mask; empty if it is none. */
    public static Optional<IpValue> parse(String text) {
        int slash = Math.max(text.indexOf('/'), text.indexOf(' '));
        String head = slash < 0 ? text : text.substring(0, slash);
        BigInteger four = parseFour(head);
        BigInteger six = four == null ? parseSix(head) : null;
        BigInteger value = four == null ? six : four;
        if (value == null) {
            return Optional.empty();
        }
        int version = four == null ? 6 : 4;
        int bits = version == 4 ? 32 : 128;
        int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits);
        return prefix < 0 ? Optional.empty() : Optional.of(new IpValue(version, value, prefix, slash < 0));
    }

    private static int prefix(String text, int bits) {
        if (text.matches("\\d{1,3}")) {
            int length = Integer.parseInt(text);
            return length <= bits ? length : -1;
        }
        BigInteger mask = bits == 32 ? parseFour(text) : null;
        if (mask == null) {
            return -1;
        }
        int length = mask.bitCount();
        return mask.equals(netmask(length, bits)) ? length : -1;
    }

    private static @Nullable BigInteger parseFour(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        long value = 0;
        for (String part : parts) {
            if (!part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
                return null;
            }
            value = value << 8 | Integer.parseInt(part);
        }
        return BigInteger.valueOf(value);
    }

    private static @Nullable BigInteger parseSix(String given) {
        String text = given;
        int last = text.lastIndexOf(':');
        if (last < 0) {
            return null;
        }
        if (text.indexOf('.') > last) {
            BigInteger tail = parseFour(text.substring(last + 1));
            if (tail == null) {
                return null;
            }
            text = text.substring(0, last + 1) + Integer.toHexString(tail.intValue() >>> 16) + ":"
                    + Integer.toHexString(tail.intValue() & 0xffff);
        }
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        List<String> head = groups(gap < 0 ? text : text.substring(0, gap));
        List<String> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
        int missing = 8 - head.size() - tail.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return null;
        }
        List<String> all = new ArrayList<>(head);
        for (int i = 0; i < missing; i++) {
            all.add("0");
        }
        all.addAll(tail);
        BigInteger value = BigInteger.ZERO;
        for (String group : all) {
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                return null;
            }
            value = value.shiftLeft(16).or(new BigInteger(group, 16));
        }
        return value;
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    /** Returns how long an address of its version is. */
    public int bits() {
        return version == 4 ? 32 : 128;
    }

    private static BigInteger netmask(int prefix, int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE.shiftLeft(bits - prefix));
    }

    /** Returns the mask of the network. */
    public BigInteger netmask() {
        return netmask(prefix, bits());
    }

    /** Returns the mask of the host part. */
    public BigInteger hostmask() {
        return size().subtract(BigInteger.ONE);
    }

    /** Returns how many addresses its network has. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(bits() - prefix);
    }

    /** Returns its network's first address. */
    public BigInteger first() {
        return address.and(netmask());
    }

    /** Returns its network's last address. */
    public BigInteger last() {
        return first().or(hostmask());
    }

    /** Tells whether the address is its network's first. */
    public boolean isNetworkAddress() {
        return address.equals(first());
    }

    /** Tells whether the other's network lies within this one's. */
    public boolean contains(IpValue other) {
        return version == other.version && first().compareTo(other.first()) <= 0 && last().compareTo(other.last()) >= 0;
    }

    /**
     * Returns another address of the same version.
     *
     * @throws IllegalArgumentException if there is no such address
     */
    public IpValue with(BigInteger other, int otherPrefix) {
        if (other.signum() < 0 || other.bitLength() > bits()) {
            throw new IllegalArgumentException("an address outside of IPv" + version);
        }
        return new IpValue(version, other, otherPrefix, otherPrefix == bits());
    }

    /** Returns the address as text. */
    public String text() {
        return text(address);
    }

    /** Returns the address with its prefix length. */
    public String withPrefix() {
        return text(address) + "/" + prefix;
    }

    /** Returns its network's first address with the prefix length. */
    public String cidr() {
        return text(first()) + "/" + prefix;
    }

    /** Returns any address of this version as text. */
    public String text(BigInteger value) {
        return version == 4 ? four(value.longValue()) : six(value);
    }

    private static String four(long value) {
        return (value >> 24 & 255) + "." + (value >> 16 & 255) + "." + (value >> 8 & 255) + "." + (value & 255);
    }

    private static String six(BigInteger value) {
        int[] groups = new int[8];
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            groups[i] = value.shiftRight(112 - 16 * i).intValue() & 0xffff;
        }
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                out.append("::");
                i += bestLength - 1;
            } else {
                out.append(out.length() == 0 || out.charAt(out.length() - 1) == ':' ? "" : ":");
                out.append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }
}
