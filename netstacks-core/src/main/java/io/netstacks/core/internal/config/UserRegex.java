package io.netstacks.core.internal.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.netstacks.spi.error.InvalidInputException;

/**
 * A regular expression that somebody gave us: in RE2's syntax, so that a search is linear in the length of the text, and of a
 * bounded size, because {@code ((a{1000}){1000}){1000}} is short only as long as it is not compiled. Immutable.
 */
public final class UserRegex {

    /** Longest expression, in characters. */
    public static final int LONGEST = 10_000;

    /** What an expression may have become when its repetitions are written out; each character of a text costs up to as much. */
    private static final int LARGEST = 20_000;

    private static final int DEEPEST = 200;

    private final Pattern pattern;
    private final int size;

    private UserRegex(Pattern pattern, int size) {
        this.pattern = pattern;
        this.size = size;
    }

    /**
     * Compiles an expression.
     *
     * @throws InvalidInputException if it is none, too long, or too large
     */
    public static UserRegex compile(String expression, boolean ignoreCase) {
        if (expression.length() > LONGEST) {
            throw InvalidInputException.of("a regular expression has at most " + LONGEST + " characters");
        }
        int size = new Measure(expression).size();
        try {
            return new UserRegex(Pattern.compile(expression, ignoreCase ? Pattern.CASE_INSENSITIVE : 0), size);
        } catch (PatternSyntaxException e) {
            throw InvalidInputException.of(
                    "not a regular expression (RE2 syntax): " + e.getDescription() + " in \"" + e.getPattern() + "\"");
        } catch (StackOverflowError e) {
            throw tooLarge();
        }
    }

    /** Returns about how many steps one character of a text may take. */
    public int size() {
        return size;
    }

    /**
     * Tells whether it is found in a text.
     *
     * @throws InvalidInputException if that would go deeper than the stack of this thread
     */
    public boolean isIn(String text) {
        try {
            return pattern.matcher(text).find();
        } catch (StackOverflowError e) { // the library follows choices by calling itself
            throw tooLarge();
        }
    }

    private static InvalidInputException tooLarge() {
        return InvalidInputException.of("the regular expression is too large: written out it has at most " + LARGEST
                + " parts, its groups are nested at most " + DEEPEST
                + " deep, and fewer where many parts are optional");
    }

    /** Counts the parts of an expression as if its repetitions were written out; what is malformed is left to the compiler. */
    private static final class Measure {

        private final String text;
        private final long[] before = new long[DEEPEST];
        private int depth;
        private long total;
        private long last;

        Measure(String text) {
            this.text = text;
        }

        int size() {
            for (int i = 0; i < text.length(); i++) {
                i = part(i);
                if (total > LARGEST) {
                    throw tooLarge();
                }
            }
            return (int) Math.max(1, total);
        }

        /** Counts what begins at an index; returns the last one that belongs to it. */
        private int part(int i) {
            return switch (text.charAt(i)) {
                case '\\' -> escape(i);
                case '[' -> characters(i);
                case '(' -> open(i);
                case ')' -> close(i);
                case '{' -> repetition(i);
                default -> single(i);
            };
        }

        private int single(int end) {
            last = 1;
            total++;
            return end;
        }

        private int escape(int i) {
            if (!text.startsWith("\\Q", i)) {
                return single(Math.min(i + 1, text.length() - 1));
            }
            int end = text.indexOf("\\E", i);
            int stop = end < 0 ? text.length() : end;
            total += stop - i;
            last = 1;
            return Math.min(stop + 1, text.length() - 1);
        }

        private int characters(int i) {
            int end = i + 1;
            if (end < text.length() && text.charAt(end) == '^') {
                end++;
            }
            end++; // the first one may be a bracket
            while (end < text.length() && text.charAt(end) != ']') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            return single(Math.min(end, text.length() - 1));
        }

        private int open(int i) {
            if (depth == DEEPEST) {
                throw tooLarge();
            }
            before[depth++] = total;
            total++;
            return i;
        }

        private int close(int i) {
            if (depth > 0) {
                last = total - before[--depth];
            }
            return i;
        }

        /** Multiplies the part before it, if this is a repetition. */
        private int repetition(int i) {
            int end = text.indexOf('}', i);
            String range = end < 0 ? "" : text.substring(i + 1, end);
            if (!range.matches("\\d{1,9}(,\\d{0,9})?")) {
                return single(i);
            }
            int comma = range.indexOf(',');
            String most =
                    comma < 0 || comma == range.length() - 1 ? range.replace(",", "") : range.substring(comma + 1);
            long times = Math.max(1, Long.parseLong(most)) + (range.endsWith(",") ? 1 : 0);
            total += last * (times - 1);
            last *= times;
            return end;
        }
    }
}
