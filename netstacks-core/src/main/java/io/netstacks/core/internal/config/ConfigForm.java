package io.netstacks.core.internal.config;

import java.util.List;
import java.util.Set;

/** How a configuration is written down. */
public enum ConfigForm {
    /** Sections by indentation, as on Cisco IOS. */
    INDENTED,
    /** Sections in braces, as on Junos. */
    BRACES,
    /** One complete statement a line, as {@code show configuration | display set} gives. */
    SET;

    private static final Set<String> STATEMENTS = Set.of("set", "deactivate", "protect", "annotate", "edit");

    /** A brace or two in a banner do not make a text of braces. */
    private static final int LINES_A_BRACE = 20;

    /** Looks at a text. */
    public static ConfigForm of(List<String> lines) {
        if (isSet(lines)) {
            return SET;
        }
        return isBraces(lines) ? BRACES : INDENTED;
    }

    private static boolean isSet(List<String> lines) {
        int statements = 0;
        for (String line : lines) {
            int blank = line.indexOf(' ');
            if (blank > 0 && STATEMENTS.contains(line.substring(0, blank))) {
                statements++;
            } else if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("!")) {
                return false;
            }
        }
        return statements > 0;
    }

    private static boolean isBraces(List<String> lines) {
        int depth = 0;
        int opened = 0;
        for (String line : lines) {
            if (opens(line)) {
                depth++;
                opened++;
            } else if (closes(line)) {
                depth--;
            }
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0 && opened > 0 && (long) opened * LINES_A_BRACE >= lines.size();
    }

    /** Tells whether a text of braces ends inside of one: the last line of a whole one closes the last section. */
    static boolean openAtTheEnd(List<String> lines) {
        long opened = lines.stream().filter(ConfigForm::opens).count();
        long closed = lines.stream().filter(ConfigForm::closes).count();
        return opened > closed
                && opened * LINES_A_BRACE >= lines.size()
                && !lines.get(lines.size() - 1).startsWith("}");
    }

    static boolean opens(String line) {
        return line.stripTrailing().endsWith("{");
    }

    static boolean closes(String line) {
        return line.stripLeading().startsWith("}");
    }
}
