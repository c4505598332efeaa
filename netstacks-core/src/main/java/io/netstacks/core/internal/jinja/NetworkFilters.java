package io.netstacks.core.internal.jinja;

import io.netstacks.core.internal.ip.IpValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The filters of Ansible's collection ansible.utils on addresses and networks, by its names and results. */
final class NetworkFilters {

    private static final Map<String, String> PRIVATE_RANGES = Map.of(
            "private4", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16",
            "private6", "fc00::/7",
            "loopback4", "127.0.0.0/8",
            "loopback6", "::1/128",
            "multicast4", "224.0.0.0/4",
            "multicast6", "ff00::/8",
            "link-local4", "169.254.0.0/16",
            "link-local6", "fe80::/10",
            "reserved4",
                    "0.0.0.0/8 127.0.0.0/8 169.254.0.0/16 192.0.0.0/24 192.0.2.0/24 198.18.0.0/15 198.51.100.0/24"
                            + " 203.0.113.0/24 224.0.0.0/3 100.64.0.0/10 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16",
            "reserved6", "::/127 fc00::/7 fe80::/10 ff00::/8 2001:db8::/32");

    private NetworkFilters() {}

    static void addTo(JinjaLibrary.Builder library) {
        library.filter("ipaddr", "value ?query version alias", a -> addresses(a, a.hasValue(2) ? a.number(2) : 0));
        library.filter("ipv4", "value ?query", a -> addresses(a, 4));
        library.filter("ipv6", "value ?query", a -> addresses(a, 6));
        library.filter("ipwrap", "value ?query", NetworkFilters::wrap);
        library.filter("ipmath", "value amount", a -> {
            IpValue ip = need(a, 0);
            return moved(ip, ip.address().add(BigInteger.valueOf(a.number(1))), ip.bits())
                    .text();
        });
        library.filter("nthhost", "value ?query", a -> {
            IpValue ip = need(a, 0);
            int index = number(a, 1, 0);
            return Math.abs((long) index) > 0 && BigInteger.valueOf(index).abs().compareTo(ip.size()) > 0
                    ? (Object) false
                    : ip.text(nth(ip, index));
        });
        library.filter("ipsubnet", "value ?query index", NetworkFilters::subnet);
        library.filter("network_in_network", "value test", a -> need(a, 0).contains(need(a, 1)));
        library.filter("network_in_usable", "value test", NetworkFilters::inUsable);
        library.filter("cidr_merge", "value ?action", NetworkFilters::merge);
    }

    private static int number(CallBinding a, int index, int otherwise) {
        if (!a.hasValue(index)) {
            return otherwise;
        }
        if (PyTypes.isIntLike(a.get(index))) {
            return a.number(index);
        }
        Object parsed = NumberFilters.parseInt(a.text(index), 10);
        if (!(parsed instanceof Long value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw JinjaFault.value("a whole number is needed, not '" + a.text(index) + "'");
        }
        return value.intValue();
    }

    private static Optional<IpValue> address(CallBinding a, Object value) {
        if (PyTypes.isInt(value)) {
            BigInteger number = PyInt.big(value);
            boolean four = number.bitLength() <= 32;
            boolean valid = number.signum() >= 0 && number.bitLength() <= 128;
            return valid ? Optional.of(new IpValue(four ? 4 : 6, number, four ? 32 : 128, true)) : Optional.empty();
        }
        if (value instanceof JinjaUndefined undefined) {
            undefined.useAlways();
        }
        return PyTypes.isText(value) ? IpValue.parse(PyPrinting.str(a.run(), value)) : Optional.empty();
    }

    static IpValue need(CallBinding a, int index) {
        return address(a, a.get(index))
                .orElseThrow(() -> JinjaFault.value("not an IP address or network: " + a.soft(index)));
    }

    private static Object addresses(CallBinding a, int version) {
        Object value = a.get(0);
        String query = a.hasValue(1) ? a.soft(1) : "";
        if (!(value instanceof List || value instanceof PyTuple || value instanceof PyIterator)) {
            return one(a, value, query, version);
        }
        List<Object> kept = new ArrayList<>();
        for (Object item : PySequences.list(a.run(), value)) {
            Object result = one(a, item, query, version);
            if (PyOps.truth(a.run(), result)) {
                kept.add(result);
            }
        }
        return kept;
    }

    private static Object one(CallBinding a, Object value, String query, int version) {
        a.run().step();
        if (value instanceof Boolean) {
            return false;
        }
        IpValue ip = address(a, value).orElse(null);
        if (ip == null || (version != 0 && ip.version() != version)) {
            return false;
        }
        return query(ip, query);
    }

    private static Object query(IpValue ip, String query) {
        boolean single = ip.size().equals(BigInteger.ONE);
        boolean pair = ip.size().intValue() == 2;
        boolean host = single || !ip.isNetworkAddress() || (ip.version() == 4 && pair);
        return switch (query) {
            case "" -> shown(ip);
            case "bool" -> true;
            case "address", "ip" -> host ? ip.text() : PyNone.NONE;
            case "host" -> single ? ip.withPrefix() : ip.isNetworkAddress() ? PyNone.NONE : ip.withPrefix();
            case "net" -> !single && ip.isNetworkAddress() ? ip.cidr() : PyNone.NONE;
            case "network", "network_id" -> ip.text(ip.first());
            case "subnet", "cidr", "network/prefix" -> ip.cidr();
            case "prefix" -> (long) ip.prefix();
            case "netmask" -> ip.text(ip.netmask());
            case "hostmask", "wildcard" -> ip.text(ip.hostmask());
            case "broadcast" -> ip.size().compareTo(BigInteger.TWO) > 0 ? ip.text(ip.last()) : PyNone.NONE;
            case "size" -> PyInt.of(ip.size());
            case "version" -> (long) ip.version();
            case "type" -> single || !ip.isNetworkAddress() ? "address" : "network";
            case "int" -> ip.plain() ? PyInt.of(ip.address()) : (Object) (ip.address() + "/" + ip.prefix());
            case "revdns" -> reverseName(ip);
            case "host/prefix", "hostnet", "router", "gateway", "gw", "address/prefix", "ip/prefix" ->
                host && !single ? ip.withPrefix() : PyNone.NONE;
            case "ip_netmask", "address_netmask" ->
                host && !single ? ip.text() + " " + ip.text(ip.netmask()) : PyNone.NONE;
            case "network_netmask" -> ip.text(ip.first()) + " " + ip.text(ip.netmask());
            default -> usableOrKind(ip, query);
        };
    }

    private static Object shown(IpValue ip) {
        return ip.plain() ? ip.text() : ip.withPrefix();
    }

    private static BigInteger firstUsable(IpValue ip) {
        return ip.size().compareTo(BigInteger.TWO) > 0 ? ip.first().add(BigInteger.ONE) : ip.first();
    }

    private static BigInteger lastUsable(IpValue ip) {
        return ip.size().compareTo(BigInteger.TWO) > 0 ? ip.last().subtract(BigInteger.ONE) : ip.last();
    }

    private static Object usableOrKind(IpValue ip, String query) {
        boolean single = ip.size().equals(BigInteger.ONE);
        return switch (query) {
            case "first_usable" -> single ? PyNone.NONE : ip.text(firstUsable(ip));
            case "last_usable" -> single ? PyNone.NONE : ip.text(lastUsable(ip));
            case "range_usable" -> single ? PyNone.NONE : ip.text(firstUsable(ip)) + "-" + ip.text(lastUsable(ip));
            case "size_usable" ->
                single ? 0L : PyInt.of(lastUsable(ip).subtract(firstUsable(ip)).add(BigInteger.ONE));
            case "next_usable" -> neighbour(ip, BigInteger.ONE);
            case "previous_usable" -> neighbour(ip, BigInteger.ONE.negate());
            case "private", "loopback", "lo", "multicast", "link-local", "public", "unicast" ->
                ofKind(ip, query.equals("lo") ? "loopback" : query) ? shown(ip) : (Object) false;
            default -> indexOrRange(ip, query);
        };
    }

    private static Object neighbour(IpValue ip, BigInteger step) {
        BigInteger next = ip.address().add(step);
        boolean usable = next.compareTo(firstUsable(ip)) >= 0 && next.compareTo(lastUsable(ip)) <= 0;
        return usable ? ip.text(next) : PyNone.NONE;
    }

    private static boolean ofKind(IpValue ip, String kind) {
        return switch (kind) {
            case "public" -> !inRanges(ip, "reserved");
            case "unicast" -> !inRanges(ip, "multicast");
            default -> inRanges(ip, kind);
        };
    }

    private static boolean inRanges(IpValue ip, String kind) {
        for (String range : PRIVATE_RANGES.getOrDefault(kind + ip.version(), "").split(" ", -1)) {
            if (IpValue.parse(range).orElseThrow().contains(ip)) {
                return true;
            }
        }
        return false;
    }

    private static Object indexOrRange(IpValue ip, String query) {
        if (query.matches("[+-]?\\d{1,9}")) {
            return moved(ip, nth(ip, Integer.parseInt(query)), ip.prefix()).withPrefix();
        }
        IpValue range =
                IpValue.parse(query).orElseThrow(() -> JinjaFault.value("ipaddr: unknown filter type: " + query));
        return range.contains(ip) ? shown(ip) : (Object) false;
    }

    private static BigInteger nth(IpValue ip, int index) {
        BigInteger at = index < 0
                ? ip.last().add(BigInteger.ONE).add(BigInteger.valueOf(index))
                : ip.first().add(BigInteger.valueOf(index));
        if (at.compareTo(ip.first()) < 0 || at.compareTo(ip.last()) > 0) {
            throw JinjaFault.value("address " + index + " is outside of " + ip.cidr());
        }
        return at;
    }

    private static String reverseName(IpValue ip) {
        StringBuilder out = new StringBuilder();
        int width = ip.version() == 4 ? 8 : 4;
        for (int i = 0; i < ip.bits(); i += width) {
            int part = ip.address().shiftRight(i).intValue() & (1 << width) - 1;
            out.append(ip.version() == 4 ? Integer.toString(part) : Integer.toHexString(part))
                    .append('.');
        }
        return out.append(ip.version() == 4 ? "in-addr.arpa." : "ip6.arpa.").toString();
    }

    private static Object wrap(CallBinding a) {
        IpValue ip = address(a, a.get(0)).orElse(null);
        if (ip == null || ip.version() == 4) {
            return a.get(0);
        }
        return "[" + ip.text() + "]" + (ip.plain() ? "" : "/" + ip.prefix());
    }

    private static Object subnet(CallBinding a) {
        IpValue ip = address(a, a.get(0)).orElse(null);
        if (ip == null) {
            return false;
        }
        if (!a.hasValue(1)) {
            return ip.cidr();
        }
        if (PyTypes.isText(a.get(1)) && !a.text(1).matches("\\d{1,3}")) {
            return place(a, ip);
        }
        int prefix = number(a, 1, 0);
        if (prefix > ip.bits() || prefix < 0) {
            return false;
        }
        if (ip.size().equals(BigInteger.ONE)) {
            return around(a, ip, prefix);
        }
        if (prefix < ip.prefix()) {
            return false;
        }
        BigInteger count = BigInteger.ONE.shiftLeft(prefix - ip.prefix());
        if (!a.hasValue(2)) {
            return count.toString();
        }
        BigInteger index = BigInteger.valueOf(number(a, 2, 0));
        BigInteger place = index.signum() < 0 ? index.add(count) : index;
        if (place.signum() < 0 || place.compareTo(count) >= 0) {
            return false;
        }
        return moved(ip, ip.first().add(place.shiftLeft(ip.bits() - prefix)), prefix)
                .cidr();
    }

    /** Returns which of the equally large subnets of a network it is, from 1. */
    private static Object place(CallBinding a, IpValue ip) {
        IpValue network = need(a, 1);
        boolean within = network.version() == ip.version() && ip.prefix() >= network.prefix() && network.contains(ip);
        return within && (ip.isNetworkAddress() || ip.size().equals(BigInteger.ONE))
                ? ip.first()
                        .subtract(network.first())
                        .shiftRight(ip.bits() - ip.prefix())
                        .add(BigInteger.ONE)
                        .toString()
                : (Object) false;
    }

    /** Returns a network around an address: the largest that is asked for, or by index one of the smaller ones. */
    private static Object around(CallBinding a, IpValue ip, int prefix) {
        int count = ip.bits() - prefix;
        int index = number(a, 2, 0);
        int smaller = index < 0 ? index + count : index;
        return smaller < 0 || smaller >= Math.max(1, count)
                ? (Object) false
                : moved(ip, ip.address(), prefix + smaller).cidr();
    }

    private static Object inUsable(CallBinding a) {
        IpValue net = need(a, 0);
        IpValue test = need(a, 1);
        return net.contains(test)
                && test.first().compareTo(firstUsable(net)) >= 0
                && test.last().compareTo(lastUsable(net)) <= 0;
    }

    private static Object merge(CallBinding a) {
        List<IpValue> all = new ArrayList<>();
        for (Object item : PySequences.list(a.run(), a.get(0))) {
            IpValue ip = address(a, item)
                    .orElseThrow(() -> JinjaFault.value("not a network: " + PyPrinting.str(a.run(), item)));
            all.add(moved(ip, ip.first(), ip.prefix()));
        }
        if (a.text(1, "merge").equals("span")) {
            return span(all);
        }
        if (!a.text(1, "merge").equals("merge")) {
            throw JinjaFault.value("cidr_merge: invalid action '" + a.text(1) + "'; merge or span");
        }
        return new ArrayList<Object>(
                merged(a.run(), all).stream().map(IpValue::cidr).toList());
    }

    private static Object span(List<IpValue> all) {
        if (all.isEmpty()) {
            return PyNone.NONE;
        }
        IpValue cover = all.get(0);
        while (!all.stream().allMatch(cover::contains)) {
            if (cover.prefix() == 0) {
                throw JinjaFault.value("cidr_merge: networks of IPv4 and IPv6 have no common span");
            }
            cover = moved(
                    cover, moved(cover, cover.address(), cover.prefix() - 1).first(), cover.prefix() - 1);
        }
        return cover.cidr();
    }

    private static List<IpValue> merged(RenderRun run, List<IpValue> all) {
        List<IpValue> stack = new ArrayList<>();
        all.sort(Comparator.comparingInt(IpValue::version)
                .thenComparing(IpValue::first)
                .thenComparingInt(IpValue::prefix));
        for (IpValue next : all) {
            run.step();
            IpValue add = next;
            if (!stack.isEmpty() && stack.get(stack.size() - 1).contains(add)) {
                continue;
            }
            while (!stack.isEmpty() && areHalves(stack.get(stack.size() - 1), add)) {
                IpValue lower = stack.remove(stack.size() - 1);
                add = moved(lower, lower.address(), lower.prefix() - 1);
            }
            stack.add(add);
        }
        return stack;
    }

    private static boolean areHalves(IpValue lower, IpValue upper) {
        return lower.version() == upper.version()
                && lower.prefix() == upper.prefix()
                && lower.prefix() > 0
                && !lower.first().testBit(lower.bits() - lower.prefix())
                && lower.first().add(lower.size()).equals(upper.first());
    }

    private static IpValue moved(IpValue ip, BigInteger address, int prefix) {
        try {
            return ip.with(address, prefix);
        } catch (IllegalArgumentException e) {
            throw JinjaFault.value(String.valueOf(e.getMessage()));
        }
    }
}
