package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks one line into several that fit a width, at blanks and hyphens, as Python's textwrap does without its tidying. */
final class TextWrap {

    private static final String WORD_MARK = "[\\w!\"'&.,?]";
    private static final Pattern CHUNKS = Pattern.compile(
            "[\\t\\n\\u000b\\f\\r ]+"
                    + "|(?<=" + WORD_MARK + ")-{2,}(?=\\w)"
                    + "|[^\\t\\n\\u000b\\f\\r ](?:[^\\t\\n\\u000b\\f\\r ]*?(?:"
                    + "-(?:(?<=[^\\d\\W]{2}-)|(?<=[^\\d\\W]-[^\\d\\W]-))(?=[^\\d\\W]-?[^\\d\\W])"
                    + "|(?=[\\t\\n\\u000b\\f\\r ]|$)"
                    + "|(?<=" + WORD_MARK + ")(?=-{2,}\\w)))",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORDS = Pattern.compile("[\\t\\n\\u000b\\f\\r ]+|[^\\t\\n\\u000b\\f\\r ]+");

    private final RenderRun run;
    private final int width;
    private final boolean breakLongWords;
    private final boolean breakOnHyphens;

    TextWrap(RenderRun run, int width, boolean breakLongWords, boolean breakOnHyphens) {
        this.run = run;
        this.width = width;
        this.breakLongWords = breakLongWords;
        this.breakOnHyphens = breakOnHyphens;
    }

    List<String> lines(String text) {
        List<String> chunks = chunks(text);
        List<String> lines = new ArrayList<>();
        int next = 0;
        while (next < chunks.size()) {
            run.step();
            if (!lines.isEmpty() && chunks.get(next).isBlank()) {
                next++;
                continue;
            }
            StringBuilder line = new StringBuilder();
            while (next < chunks.size() && length(line) + length(chunks.get(next)) <= width) {
                line.append(chunks.get(next++));
            }
            boolean full = false;
            if (next < chunks.size() && length(chunks.get(next)) > width) {
                // A word that is cut where no room is left counts as a last piece of nothing, behind which a blank
                // stays
                full = breakLongWords && length(line) == width;
                next = longWord(chunks, next, line);
            }
            if (full) {
                lines.add(line.toString());
                continue;
            }
            dropLastBlank(lines, line, chunks, next);
        }
        return lines;
    }

    private int longWord(List<String> chunks, int at, StringBuilder line) {
        String chunk = chunks.get(at);
        int room = width - length(line);
        if (!breakLongWords) {
            if (line.length() == 0) {
                line.append(chunk);
                return at + 1;
            }
            return at;
        }
        int cut = chunk.offsetByCodePoints(0, Math.max(1, room));
        int hyphen = breakOnHyphens ? chunk.lastIndexOf('-', chunk.offsetByCodePoints(0, Math.max(0, room - 1))) : -1;
        if (hyphen > 0 && chunk.substring(0, hyphen).chars().anyMatch(c -> c != '-')) {
            cut = hyphen + 1;
        }
        if (room > 0) {
            line.append(chunk, 0, cut);
            chunks.set(at, chunk.substring(cut));
        }
        return at;
    }

    private static void dropLastBlank(List<String> lines, StringBuilder line, List<String> chunks, int next) {
        int end = line.length();
        while (end > 0 && PyStrings.isSpace(line.charAt(end - 1))) {
            end--;
        }
        boolean onlyBlank = end == 0;
        if (onlyBlank && line.length() > 0 && lines.isEmpty() && next >= chunks.size()) {
            return;
        }
        if (end > 0) {
            lines.add(line.substring(0, end));
        }
    }

    private List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>();
        Matcher m = (breakOnHyphens ? CHUNKS : WORDS).matcher(text);
        while (m.find()) {
            chunks.add(m.group());
            run.step();
        }
        return chunks;
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
