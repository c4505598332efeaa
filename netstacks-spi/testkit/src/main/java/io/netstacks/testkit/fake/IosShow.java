package io.netstacks.testkit.fake;

import java.util.ArrayList;
import java.util.List;

/** Show commands whose answer follows from an IOS-like configuration. */
final class IosShow {

    private IosShow() {}

    /** Returns one row per interface: its address, and whether it was shut down. */
    static String interfaceBrief(FakeConfig config) {
        StringBuilder table = new StringBuilder();
        table.append("Interface                  IP-Address      OK? Method Status                Protocol\n");
        List<String> section = new ArrayList<>();
        for (String line : (config.running() + "!\n").lines().toList()) {
            if (!line.startsWith(" ")) {
                row(section, table);
                section.clear();
            }
            section.add(line);
        }
        return table.toString();
    }

    private static void row(List<String> section, StringBuilder table) {
        if (section.isEmpty() || !section.get(0).startsWith("interface ")) {
            return;
        }
        String address = section.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("ip address "))
                .map(line -> line.split(" ", -1)[2])
                .findFirst()
                .orElse("unassigned");
        boolean down = section.stream().anyMatch(line -> line.strip().equals("shutdown"));
        table.append(String.format(
                "%-26s %-15s YES %-6s %-21s %s\n",
                section.get(0).substring("interface ".length()),
                address,
                address.equals("unassigned") ? "unset" : "NVRAM",
                down ? "administratively down" : "up",
                down ? "down" : "up"));
    }
}
