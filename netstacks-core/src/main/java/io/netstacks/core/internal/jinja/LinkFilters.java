package io.netstacks.core.internal.jinja;

import io.netstacks.core.internal.ip.IpValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The filters of Ansible's collections ansible.utils and ansible.netcommon on MAC addresses and VLANs. */
final class LinkFilters {

    private LinkFilters() {}

    static void addTo(JinjaLibrary.Builder library) {
        library.filter("hwaddr", "value ?query alias", a -> mac(a, false));
        library.filter("macaddr", "value ?query", a -> mac(a, true));
        library.filter("slaac", "value ?query", LinkFilters::slaac);
        library.filter("vlan_parser", "data ?first_line_len other_line_len", LinkFilters::vlanLines);
        library.filter("vlan_expander", "data", LinkFilters::vlanNumbers);
    }

    private static Object mac(CallBinding a, boolean needed) {
        String hex = hex(a.soft(0));
        String query = a.hasValue(1) ? a.text(1) : "";
        if (hex.isEmpty()) {
            if (needed) {
                throw JinjaFault.value("macaddr: not a hardware address: " + a.soft(0));
            }
            return false;
        }
        return switch (query) {
            case "" -> a.soft(0);
            case "bool" -> true;
            case "int" -> Long.parseLong(hex, 16);
            case "bare" -> hex.toUpperCase(Locale.ROOT);
            case "cisco" -> spaced(hex, 4, ".");
            case "linux", "unix" -> spaced(hex, 2, ":");
            case "eui48" -> spaced(hex, 2, "-").toUpperCase(Locale.ROOT);
            case "pgsql", "postgresql", "psql" -> spaced(hex, 6, ":");
            default -> throw JinjaFault.value("hwaddr: unknown filter type: " + query);
        };
    }

    private static String hex(String text) {
        boolean valid = text.matches("[0-9a-fA-F]{12}|[0-9a-fA-F]{4}([.:-])[0-9a-fA-F]{4}\\1[0-9a-fA-F]{4}"
                + "|[0-9a-fA-F]{6}[:-][0-9a-fA-F]{6}|[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\\2){4}[0-9a-fA-F]{2}");
        return valid ? text.replaceAll("[^0-9a-fA-F]", "").toLowerCase(Locale.ROOT) : "";
    }

    private static String spaced(String hex, int size, String separator) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < hex.length(); i += size) {
            parts.add(hex.substring(i, i + size));
        }
        return String.join(separator, parts);
    }

    // RFC 4291, appendix A: the interface identifier from a 48-bit address
    private static Object slaac(CallBinding a) {
        IpValue net = NetworkFilters.need(a, 0);
        String hex = hex(a.soft(1));
        if (net.version() != 6 || hex.isEmpty()) {
            return false;
        }
        BigInteger id = new BigInteger(hex.substring(0, 6) + "fffe" + hex.substring(6), 16).flipBit(57);
        return net.text(net.first().or(id));
    }

    private static Object vlanNumbers(CallBinding a) {
        TreeSet<Integer> all = new TreeSet<>();
        for (String part : a.soft(0).split(",", -1)) {
            String[] ends = part.trim().split("-", -1);
            if (ends.length > 2 || !part.trim().matches("\\d{1,4}(-\\d{1,4})?")) {
                throw JinjaFault.value("vlan_expander: not a list of VLANs: '" + a.soft(0) + "'");
            }
            for (int vlan = Integer.parseInt(ends[0]); vlan <= Integer.parseInt(ends[ends.length - 1]); vlan++) {
                all.add(vlan);
            }
        }
        List<Object> list = new ArrayList<>();
        all.forEach(vlan -> list.add((long) vlan));
        return list;
    }

    private static Object vlanLines(CallBinding a) {
        TreeSet<Integer> vlans = new TreeSet<>();
        for (Object item : PySequences.list(a.run(), a.get(0))) {
            Object number = PyTypes.isText(item) ? NumberFilters.parseInt(PyPrinting.str(a.run(), item), 10) : item;
            if (!(number instanceof Long vlan) || vlan < 1 || vlan > 4094) {
                throw JinjaFault.value("vlan_parser: valid VLAN range is 1-4094");
            }
            vlans.add(vlan.intValue());
        }
        return new ArrayList<Object>(lines(ranges(vlans), a.number(1, 48), a.number(2, 44)));
    }

    private static List<String> ranges(SortedSet<Integer> vlans) {
        List<String> parts = new ArrayList<>();
        Integer start = null;
        Integer end = null;
        for (Integer vlan : vlans) {
            if (end != null && vlan == end + 1) {
                end = vlan;
                continue;
            }
            addRange(parts, start, end);
            start = vlan;
            end = vlan;
        }
        addRange(parts, start, end);
        return parts;
    }

    private static void addRange(List<String> parts, @Nullable Integer start, @Nullable Integer end) {
        if (start == null || end == null) {
            return;
        }
        if (end - start >= 2) {
            parts.add(start + "-" + end);
        } else {
            parts.add(start.toString());
            if (!end.equals(start)) {
                parts.add(end.toString());
            }
        }
    }

    private static List<String> lines(List<String> parts, int firstLength, int otherLength) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            int room = lines.isEmpty() ? firstLength : otherLength;
            if (line.length() > 0 && line.length() + 1 + part.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : ",").append(part);
        }
        if (line.length() > 0 || lines.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
