package io.netstacks.core.internal.syslog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows the log lines that devices print over whatever stands on a terminal, by the forms of their beginnings. What is no
 * log line beyond doubt is none. Stateless.
 */
public final class LogLines {

    /** The form shows at the beginning. */
    private static final int LOOKED_AT = 240;

    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final String CLOCK = "\\d{1,2}:\\d{2}:\\d{2}(?:[.:]\\d{1,6})?";
    private static final String YEAR = "(?:(?:19|20)\\d{2})";

    private static final String DATE = "(?:(?:" + YEAR + " )?" + MONTH + " {1,2}\\d{1,2},? (?:" + YEAR + ",? )?" + CLOCK
            + "(?: " + YEAR + ")?|\\d{1,2}-" + MONTH + "-" + YEAR + " " + CLOCK + "|" + YEAR + "-\\d{2}-\\d{2}[T ]"
            + CLOCK
            + ")(?:Z|[+\\-]\\d{2}:?\\d{2})?";

    /** Facility, severity and what has happened, as Cisco and many others have it. */
    private static final String TAG = "%[A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+){0,4}-(?:[0-7]|[A-Z])-[A-Za-z0-9_]{1,60} ?:";

    /** The tag, where the time that it happened stands before it. */
    private static final String DATED_TAG = "[*.]?" + DATE + "[^%#>\\n]{0,80}(?:%\\$ VDC-\\d{1,2} %\\$ )?" + TAG;

    private static final Pattern LOG = Pattern.compile("(?:<\\d{1,3}>)?(?:"
            // Cisco, Arista and those alike, with a number, a node or an uptime before it, or nothing
            + "(?:\\d{1,10}: (?:[\\w.\\-]{1,64}: )?|[A-Z0-9]{1,4}/[\\w/]{1,30}:)?(?:" + DATED_TAG
            + "|(?:[\\dwdhmy:]{1,12}: )?" + TAG + ")"
            // Huawei, H3C
            + "|[#%*]?" + DATE + " \\S{1,64} (?:%%\\d{2})?[A-Z][\\w\\-]{0,40}/\\d{1,2}/\\w"
            // the classical one: time, host, program
            + "|" + DATE + " {1,2}[\\w.\\-]{1,64} [\\w./\\-]{1,48}(?:\\[\\d{1,10}\\])?:(?:\\s|$)"
            + "|1 " + YEAR + "-\\d{2}-\\d{2}T" + CLOCK
            // what is told to everybody who is logged in
            + "|Message from syslogd@\\S{1,64} at |Broadcast [Mm]essage from \\S{1,64}[ (]"
            // EXOS, ProCurve, FRR, SR OS, RouterOS
            + "|\\d{2}/\\d{2}/\\d{4} " + CLOCK + " <\\w{1,20}:[\\w.]"
            + "|[IWDME] \\d{2}/\\d{2}/\\d{2} " + CLOCK + " \\d{5} "
            + "|" + YEAR + "/\\d{2}/\\d{2} " + CLOCK + " [A-Z]{2,12}: "
            + "|\\d{1,10} " + YEAR + "/\\d{2}/\\d{2} " + CLOCK + " [A-Z]{1,5} [A-Z]{4,12}: "
            + "|(?:(?i:" + MONTH + ")/\\d{2}/" + YEAR + " )?" + CLOCK
            + " echo: \\w{1,20}(?:,\\w{1,20}){1,4} "
            + ")");

    private static final Pattern BEHIND = Pattern.compile(DATED_TAG + "|" + TAG);

    private LogLines() {}

    /** Tells whether a line, without its line break, is a log line; every form has a time of day, or a colon at its end. */
    public static boolean is(CharSequence line) {
        return !line.isEmpty()
                && mayBegin(line.charAt(0))
                && line.toString().indexOf(':') >= 0
                && LOG.matcher(line)
                        .region(0, Math.min(line.length(), LOOKED_AT))
                        .lookingAt();
    }

    private static boolean mayBegin(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || "%*.<#".indexOf(c) >= 0;
    }

    /** Returns where a log line begins behind something else on its line; -1 if none does. */
    public static int behind(String line) {
        if (line.indexOf('%') < 0) {
            return -1; // as most lines, which need not be held against the pattern
        }
        Matcher matcher = BEHIND.matcher(line).region(0, Math.min(line.length(), LOOKED_AT));
        return matcher.find() && matcher.start() > 0 ? matcher.start() : -1;
    }

    /** Tells whether a line is a log line or ends in one. */
    public static boolean isIn(String line) {
        return is(line) || behind(line) > 0;
    }

    /** Tells whether a text has log lines, and else only blank lines. */
    public static boolean only(String text) {
        return !text.isBlank() && text.lines().allMatch(line -> line.isBlank() || is(line));
    }

    /** Returns a text without its log lines. */
    public static String without(String text) {
        StringBuilder rest = null;
        int kept = 0;
        for (int start = 0; start < text.length(); ) {
            int lineBreak = text.indexOf('\n', start);
            int end = lineBreak < 0 ? text.length() : lineBreak + 1;
            if (is(text.substring(start, end))) {
                rest = (rest == null ? new StringBuilder(text.length()) : rest).append(text, kept, start);
                kept = end;
            }
            start = end;
        }
        return rest == null ? text : rest.append(text, kept, text.length()).toString();
    }
}
