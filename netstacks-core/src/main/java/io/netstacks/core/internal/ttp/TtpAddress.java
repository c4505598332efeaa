package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.ip.IpValue;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IP address, an address with its network, or a network: what Python's {@code ipaddress} makes of a text.
 *
 * @param kind which of the three
 * @param ip the address and the length of its network's prefix
 */
record TtpAddress(Kind kind, IpValue ip) {

    /** Address, address with a prefix, network. */
    enum Kind {
        ADDRESS,
        INTERFACE,
        NETWORK
    }

    private static final Pattern LEADING_ZERO = Pattern.compile("(^|\\.)0\\d");

    private static final List<IpValue> PRIVATE = networks(
            "0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/29 192.0.0.170/31 192.0.2.0/24"
                    + " 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 255.255.255.255/32"
                    + " ::1/128 ::/128 ::ffff:0:0/96 100::/64 2001::/23 2001:2::/48 2001:db8::/32 2001:10::/28 fc00::/7"
                    + " fe80::/10");
    private static final List<IpValue> RESERVED = networks(
            "240.0.0.0/4 ::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 a000::/3 c000::/3"
                    + " e000::/4 f000::/5 f800::/6 fe00::/9");
    private static final List<IpValue> MULTICAST = networks("224.0.0.0/4 ff00::/8");
    private static final List<IpValue> LINK_LOCAL = networks("169.254.0.0/16 fe80::/10");
    private static final List<IpValue> LOOPBACK = networks("127.0.0.0/8 ::1/128");
    private static final List<IpValue> UNSPECIFIED = networks("0.0.0.0/32 ::/128");

    private static List<IpValue> networks(String text) {
        return List.of(text.split(" ")).stream()
                .map(IpValue::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Reads an address, with a prefix or mask after a slash or a blank or without.
     *
     * @param version 4 or 6; 0 for either
     */
    static Optional<TtpAddress> read(String text, int version) {
        return value(text, version)
                .map(ip -> new TtpAddress(
                        text.indexOf('/') < 0 && text.indexOf(' ') < 0 ? Kind.ADDRESS : Kind.INTERFACE, ip));
    }

    /** Reads a network, whose address has to be its first. */
    static Optional<TtpAddress> readNetwork(String text, int version) {
        return value(text, version).filter(IpValue::isNetworkAddress).map(ip -> new TtpAddress(Kind.NETWORK, ip));
    }

    private static Optional<IpValue> value(String text, int version) {
        boolean leadingZero =
                text.indexOf(':') < 0 && LEADING_ZERO.matcher(text).find();
        return leadingZero
                ? Optional.empty()
                : IpValue.parse(text).filter(ip -> version == 0 || ip.version() == version);
    }

    boolean overlaps(TtpAddress other) {
        return ip.contains(other.ip) || other.ip.contains(ip);
    }

    private boolean within(List<IpValue> networks) {
        BigInteger last = kind == Kind.NETWORK ? ip.last() : ip.address();
        BigInteger first = kind == Kind.NETWORK ? ip.first() : ip.address();
        return networks.stream()
                .anyMatch(n -> n.version() == ip.version()
                        && n.first().compareTo(first) <= 0
                        && n.last().compareTo(last) >= 0);
    }

    private String address() {
        return ip.text();
    }

    private String exploded() {
        if (ip.version() == 4) {
            return withPrefix(ip.text());
        }
        StringBuilder out = new StringBuilder();
        for (int i = 7; i >= 0; i--) {
            int part = ip.address().shiftRight(16 * i).intValue() & 0xffff;
            out.append(String.format("%04x", part)).append(i == 0 ? "" : ":");
        }
        return withPrefix(out.toString());
    }

    private String withPrefix(String address) {
        return kind == Kind.ADDRESS ? address : address + "/" + ip.prefix();
    }

    /** Returns the attribute of that name, as Python's object has it; empty if it has none. */
    Optional<Object> attribute(String name) {
        Object common = commonAttribute(name);
        if (common != null) {
            return Optional.of(common);
        }
        return kind == Kind.ADDRESS ? Optional.empty() : Optional.ofNullable(networkAttribute(name));
    }

    private @Nullable Object commonAttribute(String name) {
        return switch (name) {
            case "compressed" -> toString();
            case "exploded" -> exploded();
            case "version" -> (long) ip.version();
            case "max_prefixlen" -> (long) ip.bits();
            case "is_private" -> within(PRIVATE);
            case "is_global" -> !within(PRIVATE);
            case "is_reserved" -> within(RESERVED);
            case "is_multicast" -> within(MULTICAST);
            case "is_link_local" -> within(LINK_LOCAL);
            case "is_loopback" -> within(LOOPBACK);
            case "is_unspecified" -> within(UNSPECIFIED);
            default -> null;
        };
    }

    private @Nullable Object networkAttribute(String name) {
        TtpAddress network = new TtpAddress(Kind.NETWORK, ip.with(ip.first(), ip.prefix()));
        return switch (name) {
            case "ip" -> kind == Kind.INTERFACE ? plain(ip.address()) : null;
            case "network" -> kind == Kind.INTERFACE ? network : null;
            case "netmask" -> plain(ip.netmask());
            case "hostmask" -> plain(ip.hostmask());
            case "with_prefixlen" -> toString();
            case "with_netmask" -> address() + "/" + ip.text(ip.netmask());
            case "with_hostmask" -> address() + "/" + ip.text(ip.hostmask());
            case "prefixlen" -> kind == Kind.NETWORK ? (Long) (long) ip.prefix() : null;
            case "network_address" -> kind == Kind.NETWORK ? plain(ip.first()) : null;
            case "broadcast_address" -> kind == Kind.NETWORK ? plain(ip.last()) : null;
            case "num_addresses" -> kind == Kind.NETWORK ? TtpLiterals.whole(ip.size()) : null;
            default -> null;
        };
    }

    private TtpAddress plain(BigInteger address) {
        return new TtpAddress(Kind.ADDRESS, ip.with(address, ip.bits()));
    }

    /** Returns all that {@code ip_info} tells. */
    Map<Object, @Nullable Object> info() {
        Map<Object, @Nullable Object> info = new LinkedHashMap<>();
        info.put("ip", address());
        for (String name : List.of(
                "compressed",
                "exploded",
                "is_link_local",
                "is_loopback",
                "is_multicast",
                "is_private",
                "is_reserved",
                "is_unspecified",
                "max_prefixlen",
                "version")) {
            info.put(name, attribute(name).orElse(null));
        }
        if (kind == Kind.INTERFACE) {
            for (String name :
                    List.of("hostmask", "netmask", "network", "with_hostmask", "with_netmask", "with_prefixlen")) {
                info.put(name, attribute(name).map(Object::toString).orElse(null));
            }
            info.put("broadcast_address", ip.text(ip.last()));
            info.put("network_address", ip.text(ip.first()));
            info.put("num_addresses", TtpLiterals.whole(ip.size()));
            info.put("hosts", TtpLiterals.whole(ip.size().subtract(BigInteger.TWO)));
            info.put("prefixlen", (long) ip.prefix());
        }
        return info;
    }

    /** Returns the address as Python prints it. */
    @Override
    public String toString() {
        return withPrefix(ip.text());
    }
}
