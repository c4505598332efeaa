package io.netstacks.testkit.fake;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The configuration languages of the IOS family, as far as simulated devices know them. */
final class IosGrammar {

    private static final Set<String> GLOBAL = Set.of(
            "hostname",
            "version",
            "service",
            "boot",
            "enable",
            "username",
            "aaa",
            "banner",
            "logging",
            "ntp",
            "snmp-server",
            "clock",
            "spanning-tree",
            "vtp",
            "tacacs-server",
            "radius-server",
            "crypto",
            "archive",
            "frr",
            "log",
            "management",
            "transceiver",
            "lldp",
            "cdp",
            "alias",
            "errdisable",
            "license",
            "platform",
            "privilege");

    private static final Set<String> IN_SECTIONS = Set.of(
            "interface",
            "router",
            "line",
            "vlan",
            "route-map",
            "class-map",
            "policy-map",
            "address-family",
            "vrf",
            "ip",
            "ipv6",
            "mpls",
            "access-list",
            "description",
            "shutdown",
            "mtu",
            "speed",
            "duplex",
            "switchport",
            "encapsulation",
            "bandwidth",
            "neighbor",
            "network",
            "redistribute",
            "passive-interface",
            "bgp",
            "maximum-paths",
            "timers",
            "match",
            "set",
            "class",
            "police",
            "permit",
            "deny",
            "remark",
            "name",
            "rd",
            "route-target",
            "login",
            "transport",
            "exec-timeout",
            "password",
            "privilege",
            "session-timeout",
            "channel-group",
            "negotiation",
            "area",
            "router-id",
            "no-summary",
            "default-information",
            "distance",
            "load-interval",
            "standby",
            "carrier-delay",
            "exit-address-family",
            "redundancy",
            "no-autoconfig",
            "peer-group",
            "isis",
            "ospf",
            "exit-vrf",
            "log-adjacency-changes");

    private IosGrammar() {}

    /** Returns IOS and, with other indentation, what copied it. */
    static LineGrammar with(String indent) {
        Map<Pattern, String> sections = new LinkedHashMap<>();
        sections.put(Pattern.compile("interface \\S.*"), "-if");
        sections.put(Pattern.compile("router \\S.*"), "-router");
        sections.put(Pattern.compile("address-family \\S.*"), "-router-af");
        sections.put(Pattern.compile("line \\S.*"), "-line");
        sections.put(Pattern.compile("vlan [\\d,-]+"), "-vlan");
        sections.put(Pattern.compile("route-map \\S.*"), "-route-map");
        sections.put(Pattern.compile("class-map \\S.*"), "-cmap");
        sections.put(Pattern.compile("policy-map \\S.*"), "-pmap");
        sections.put(Pattern.compile("class \\S.*"), "-pmap-c");
        sections.put(Pattern.compile("vrf (?:definition|instance) \\S+"), "-vrf");
        sections.put(Pattern.compile("ip access-list standard \\S+"), "-std-nacl");
        sections.put(Pattern.compile("ip access-list (?:extended )?\\S+"), "-ext-nacl");
        Set<String> words = new LinkedHashSet<>(IN_SECTIONS);
        words.addAll(GLOBAL);
        return new LineGrammar(
                sections,
                Set.of("address-family", "class"),
                words,
                GLOBAL,
                List.of(
                        "hostname",
                        "version",
                        "description",
                        "mtu",
                        "bandwidth",
                        "speed",
                        "duplex",
                        "ip address",
                        "switchport mode",
                        "switchport access vlan",
                        "bgp router-id",
                        "router-id",
                        "enable secret",
                        "name",
                        "exec-timeout",
                        "load-interval"),
                indent,
                "!");
    }
}
