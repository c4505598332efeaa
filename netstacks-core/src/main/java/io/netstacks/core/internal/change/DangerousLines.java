package io.netstacks.core.internal.change;

import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines that cut off, restart or empty a device, and are therefore sent only when that is asked for. They are known by
 * their first word and a pattern for the rest. Stateless.
 */
final class DangerousLines {

    private static final String ANYTHING = ".*";

    private static final String SOMETHING = ".+";

    /** Typed where commands are typed, or behind a word that takes them into configuration mode. */
    private static final Map<String, Pattern> COMMANDS = table(Map.ofEntries(
            Map.entry("rel relo reloa reload", ANYTHING),
            Map.entry("reboot halt poweroff", ANYTHING),
            Map.entry("restart", "system(?: .*)?"),
            Map.entry("shutdown", "-\\S+(?: .*)?"),
            Map.entry(
                    "request",
                    "(?:(?:system|chassis|vmhost) (?:reboot|halt|power-off|zeroize|restart|private-data-reset)"
                            + "|(?:restart|shutdown) system)(?: .*)?"),
            Map.entry("write wr", "er(?:a(?:s(?:e)?)?)?(?: .*)?"),
            Map.entry("erase format", ANYTHING),
            Map.entry("squeeze mkfs", SOMETHING),
            Map.entry("delete", "/(?:f(?:orce)?|r(?:ecursive)?|unreserved|quiet|all) .*"),
            Map.entry("rm", "-\\S+ .*"),
            Map.entry("factory-reset", ANYTHING),
            Map.entry("restore", "factory(?: .*)?"),
            Map.entry("reset", "(?:saved-configuration|system)(?: .*)?"),
            Map.entry("clear", "config(?: .*)?|conf(?:igure)? (?:all|primary|secondary)(?: .*)?"),
            Map.entry("configure", "factory-default(?: .*)?"),
            Map.entry("unconfigure", "switch(?: .*)?"),
            Map.entry("admin /admin", "reboot(?: .*)?"),
            Map.entry("tools", "(?:platform chassis|system) reboot(?: .*)?"),
            Map.entry("unset", "all(?: .*)?"),
            Map.entry("execute", "(?:factoryreset|formatlogdisk|reboot|shutdown)(?: .*)?"),
            Map.entry("system /system", "(?:reset-configuration|reboot|shutdown)(?: .*)?"),
            Map.entry("/system/reset-configuration /system/reboot /system/shutdown", ANYTHING),
            Map.entry("load", "(?:factory-default|override|sys config default)(?: .*)?"),
            Map.entry("crypto", "key zeroize(?: .*)?"),
            Map.entry("config-register", SOMETHING)));

    private static final Map<String, Pattern> CONFIGURATION = table(Map.of(
            "no undo",
            "(?:router (?:bgp|ospf|ospfv3|ospf6|isis|eigrp|rip)(?: .*)?"
                    + "|(?:bgp|ospf|isis)(?: \\d+)?"
                    + "|(?:aaa|ip ssh|ssh server|ssh|username|transport input|boot system)(?: .*)?"
                    + "|(?:vlan|interface) (?:1-4094|2-4094|all)"
                    + "|interface (?:mgmt|management|meth\\S*|vlan ?1$|fxp0|me0|mgmteth).*"
                    + "|interface range .*)",
            "delete",
            "(?:(?:protocols|interfaces|system|routing-instances|routing-options|policy-options|security)"
                    + "(?: (?:bgp|ospf|ospf3|isis|login|services))?|/|/?configure)?",
            "default",
            "interface range .*"));

    /** What stands before a command where it is not typed at its own prompt. */
    private static final Set<String> PREFIXES = Set.of("do", "run", "sudo");

    private static final Set<String> FIRST_WORDS = Stream.of(COMMANDS.keySet(), CONFIGURATION.keySet(), PREFIXES)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private DangerousLines() {}

    private static Map<String, Pattern> table(Map<String, String> restByWords) {
        Map<String, Pattern> table = new HashMap<>();
        restByWords.forEach((words, rest) -> {
            for (String word : words.split(" ")) {
                table.put(word, Pattern.compile(rest, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
            }
        });
        return Map.copyOf(table);
    }

    /**
     * Refuses a change with such a line, unless it allows them.
     *
     * @throws DeniedException naming them
     */
    static void refuse(String device, ConfigChange change, UnaryOperator<String> mask) {
        List<ConfigLine> dangerous = change.dangerousAllowed() ? List.of() : among(change.lines());
        if (!dangerous.isEmpty()) {
            throw new DeniedException(
                    ErrorCode.COMMAND_DENIED,
                    device + ": nothing was sent, because these lines may cut off or empty the device: "
                            + dangerous.stream()
                                    .map(line -> mask.apply(line.text()))
                                    .toList()
                            + "; allow them with dangerousAllowed(true) if they are meant");
        }
    }

    static List<ConfigLine> among(List<ConfigLine> lines) {
        List<ConfigLine> dangerous = new ArrayList<>();
        lines.forEach(line -> {
            if (isDangerous(line.text().strip())) {
                dangerous.add(line);
            }
        });
        return dangerous;
    }

    private static boolean isDangerous(String line) {
        return isGuarded(firstWord(line)) && isListed(withSingleBlanks(line));
    }

    /** Tells whether a line that begins with this word may be dangerous; most begin with another one. */
    private static boolean isGuarded(String word) {
        return FIRST_WORDS.contains(word) || word.indexOf('\t') > 0 || word.startsWith("mkfs");
    }

    private static boolean isListed(String line) {
        String word = firstWord(line);
        String rest = behindFirstWord(line);
        return PREFIXES.contains(word)
                ? isIn(COMMANDS, firstWord(rest), behindFirstWord(rest))
                : isIn(COMMANDS, word, rest) || isIn(CONFIGURATION, word, rest);
    }

    private static boolean isIn(Map<String, Pattern> table, String word, String rest) {
        Pattern guarded = table.get(word.startsWith("mkfs") ? "mkfs" : word);
        return guarded != null && guarded.matcher(rest).matches();
    }

    private static String firstWord(String line) {
        int blank = line.indexOf(' ');
        return (blank < 0 ? line : line.substring(0, blank)).toLowerCase(Locale.ROOT);
    }

    private static String behindFirstWord(String line) {
        int blank = line.indexOf(' ');
        return blank < 0 ? "" : line.substring(blank + 1);
    }

    private static String withSingleBlanks(String text) {
        return text.contains("  ") || text.indexOf('\t') >= 0
                ? BLANKS.matcher(text).replaceAll(" ")
                : text;
    }
}
