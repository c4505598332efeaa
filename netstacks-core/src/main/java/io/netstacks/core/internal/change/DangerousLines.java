package io.netstacks.core.internal.change;

import io.netstacks.spi.config.ConfigLine;
import java.util.List;
import java.util.regex.Pattern;

/** Lines that cut off, restart or empty a device, and are therefore sent only when that is asked for. */
final class DangerousLines {

    private static final List<Pattern> GUARDED = List.of(
                    "(?:do |run )?(?:rel(?:o(?:a(?:d)?)?)?|reboot|restart system|halt|poweroff|shutdown -\\S+)(?: .*)?",
                    "(?:do |run )?request (?:system|chassis|vmhost) (?:reboot|halt|power-off|zeroize|restart)(?: .*)?",
                    "(?:do )?(?:write|wr) er(?:a(?:s(?:e)?)?)?(?: .*)?",
                    "(?:do |run )?(?:erase|format|delete /\\S+|squeeze|mkfs\\S*|rm -\\S+) .*",
                    "(?:do )?(?:erase|format)",
                    "(?:do )?(?:factory-reset|restore factory|reset saved-configuration|clear config|unset all)(?: .*)?",
                    "execute (?:factoryreset|formatlogdisk|reboot|shutdown)(?: .*)?",
                    "/?system (?:reset-configuration|reboot|shutdown)(?: .*)?",
                    "load (?:factory-default|override)(?: .*)?",
                    "(?:no|undo) router (?:bgp|ospf|ospfv3|ospf6|isis|eigrp|rip)(?: .*)?",
                    "(?:no|undo) (?:bgp|ospf|isis)(?: \\d+)?",
                    "delete (?:protocols|interfaces|system|routing-instances|routing-options|policy-options|security)"
                            + "(?: (?:bgp|ospf|ospf3|isis|login|services))?",
                    "delete",
                    "(?:no|undo) (?:aaa|ip ssh|ssh server|ssh|username|transport input)(?: .*)?",
                    "(?:no|undo) (?:vlan|interface) (?:1-4094|2-4094|all)",
                    "(?:no|undo) interface (?:mgmt|management|meth\\S*|vlan ?1$|fxp0|me0|mgmteth).*",
                    "(?:default|no) interface range .*",
                    "crypto key zeroize(?: .*)?",
                    "no boot system(?: .*)?",
                    "config-register .*")
            .stream()
            .map(regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE))
            .toList();

    /** What all of them begin with; most lines do not, and need not be held against each. */
    private static final Pattern BEGINNING = Pattern.compile(
            "\\s*(?:(?:do|run)\\s+)?/?(?:rel|reboot|restart|halt|poweroff|shutdown|request|wr|erase|format|delete|squeeze|mkfs|rm"
                    + "|factory-reset|restore|reset|clear|unset|execute|system|load|no|undo|default|crypto|config-register)",
            Pattern.CASE_INSENSITIVE);

    private DangerousLines() {}

    static List<ConfigLine> among(List<ConfigLine> lines) {
        return lines.stream().filter(DangerousLines::isDangerous).toList();
    }

    private static boolean isDangerous(ConfigLine line) {
        if (!BEGINNING.matcher(line.text()).lookingAt()) {
            return false;
        }
        String text = line.text().strip().replaceAll("\\s+", " ");
        for (Pattern pattern : GUARDED) {
            if (pattern.matcher(text).matches()) {
                return true;
            }
        }
        return false;
    }
}
