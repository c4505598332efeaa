package io.netstacks.core.internal.change;

import io.netstacks.spi.config.ConfigLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that cut off, restart or empty a device, and are therefore sent only when that is asked for. */
final class DangerousLines {

    /** Typed where commands are typed, or behind a word that takes them into configuration mode. */
    private static final String COMMANDS = oneOf(
            "rel(?:o(?:a(?:d)?)?)?(?: .*)?",
            "(?:reboot|restart system|halt|poweroff|shutdown -\\S+)(?: .*)?",
            "request (?:system|chassis|vmhost) (?:reboot|halt|power-off|zeroize|restart)(?: .*)?",
            "(?:write|wr) er(?:a(?:s(?:e)?)?)?(?: .*)?",
            "(?:erase|format|delete /\\S+|squeeze|mkfs\\S*|rm -\\S+) .*",
            "erase|format",
            "(?:factory-reset|restore factory|reset saved-configuration|clear config|unset all)(?: .*)?",
            "execute (?:factoryreset|formatlogdisk|reboot|shutdown)(?: .*)?",
            "/?system (?:reset-configuration|reboot|shutdown)(?: .*)?",
            "load (?:factory-default|override)(?: .*)?",
            "crypto key zeroize(?: .*)?",
            "config-register .*");

    private static final String NEGATED = oneOf(
            "router (?:bgp|ospf|ospfv3|ospf6|isis|eigrp|rip)(?: .*)?",
            "(?:bgp|ospf|isis)(?: \\d+)?",
            "(?:aaa|ip ssh|ssh server|ssh|username|transport input|boot system)(?: .*)?",
            "(?:vlan|interface) (?:1-4094|2-4094|all)",
            "interface (?:mgmt|management|meth\\S*|vlan ?1$|fxp0|me0|mgmteth).*",
            "interface range .*");

    private static final String DELETED =
            "(?:protocols|interfaces|system|routing-instances|routing-options|policy-options|security)"
                    + "(?: (?:bgp|ospf|ospf3|isis|login|services))?";

    private static final Pattern GUARDED = Pattern.compile(
            oneOf(
                    "(?:do |run )?" + COMMANDS,
                    "(?:no|undo) " + NEGATED,
                    "delete(?: " + DELETED + ")?",
                    "default interface range .*"),
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private DangerousLines() {}

    private static String oneOf(String... patterns) {
        return "(?:" + String.join("|", patterns) + ")";
    }

    static List<ConfigLine> among(List<ConfigLine> lines) {
        Matcher guarded = GUARDED.matcher("");
        List<ConfigLine> dangerous = new ArrayList<>();
        for (ConfigLine line : lines) {
            if (guarded.reset(withSingleBlanks(line.text())).matches()) {
                dangerous.add(line);
            }
        }
        return dangerous;
    }

    private static String withSingleBlanks(String line) {
        String text = line.strip();
        return text.contains("  ") || text.indexOf('\t') >= 0
                ? BLANKS.matcher(text).replaceAll(" ")
                : text;
    }
}
