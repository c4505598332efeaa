package io.netstacks.core.config;

import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a configuration change as people write it: blank lines and comment lines go, a banner keeps its body
 * until its delimiter, a certificate until {@code quit}, a quoted text that is set until its quotes end. Immutable.
 */
public final class ConfigScript {

    /** Longest text that is read, in characters. */
    public static final int LONGEST = 16 * 1024 * 1024;

    private static final Pattern BANNER = Pattern.compile("\\s*banner\\s+(?:\\S+\\s+)?(\\^C|\\S)(.*)");

    /** That of Comware and VRP; a file has no text. */
    private static final Pattern HEADER = Pattern.compile(
            "\\s*header\\s+(?:login|motd|shell|legal|incoming)\\s+(?:information\\s+)?(?!(?:information|file)\\b)(\\S)(.*)");

    /** Begins a text in quotes, which may go over several lines as those of keys and certificates of FortiOS do. */
    private static final Pattern QUOTED = Pattern.compile("\\s*set\\s+\\S+\\s+(?=\").*");

    private static final Pattern EOF_BANNER = Pattern.compile("\\s*banner\\s+(?:login|motd)\\s*");
    private static final Pattern CERTIFICATE =
            Pattern.compile("\\s*certificate\\s+(?:self-signed|ca|rollover)?\\s*[0-9A-Fa-f]+\\s*");

    private final List<ConfigLine> lines;

    private ConfigScript(List<ConfigLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * Reads a script.
     *
     * @throws InvalidInputException if a body has no end, a line has control characters, or the text is too long
     */
    public static ConfigScript parse(String text) {
        if (text.length() > LONGEST) {
            throw InvalidInputException.of(
                    "a configuration script has at most " + LONGEST + " characters but has " + text.length());
        }
        List<String> source = text.lines().map(String::stripTrailing).toList();
        List<ConfigLine> lines = new ArrayList<>();
        int next = 0;
        while (next < source.size()) {
            String line = source.get(next);
            int end = bodyEnd(source, next);
            if (!line.isBlank() && !line.strip().equals("!")) {
                lines.add(new ConfigLine(line, source.subList(next + 1, end + 1)));
            }
            next = end + 1;
        }
        return new ConfigScript(lines);
    }

    /** Returns the index of the last line that belongs to the line at {@code start}. */
    private static int bodyEnd(List<String> source, int start) {
        String line = source.get(start);
        Matcher banner = BANNER.matcher(line);
        Matcher header = HEADER.matcher(line);
        if (EOF_BANNER.matcher(line).matches()) {
            return find(source, start, "EOF", text -> text.strip().equals("EOF"));
        }
        if (banner.matches() || header.matches()) {
            Matcher text = banner.matches() ? banner : header;
            String delimiter = text.group(1);
            return text.group(2).contains(delimiter)
                    ? start
                    : find(source, start, delimiter, later -> later.contains(delimiter));
        }
        if (QUOTED.matcher(line).matches() && isOdd(line)) {
            return find(source, start, "\"", ConfigScript::isOdd);
        }
        return CERTIFICATE.matcher(line).matches()
                ? find(source, start, "quit", text -> text.strip().equals("quit"))
                : start;
    }

    /** Tells whether a line begins or ends a text in quotes without doing both; a backslash makes a quote a part of it. */
    private static boolean isOdd(String line) {
        boolean odd = false;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == '"') {
                odd = !odd;
            }
        }
        return odd;
    }

    private static int find(List<String> source, int start, String end, Predicate<String> isEnd) {
        for (int i = start + 1; i < source.size(); i++) {
            if (isEnd.test(source.get(i))) {
                return i;
            }
        }
        throw InvalidInputException.of("line " + (start + 1) + " (\""
                + source.get(start).strip() + "\") begins a text that never ends with \"" + end + "\"");
    }

    /** Returns the lines, in order; may be none. */
    public List<ConfigLine> lines() {
        return lines;
    }

    /**
     * Starts a change with these lines.
     *
     * @throws InvalidInputException when the change is built, if there are none
     */
    public ConfigChange.Builder change() {
        ConfigChange.Builder change = ConfigChange.builder();
        lines.forEach(change::line);
        return change;
    }
}
