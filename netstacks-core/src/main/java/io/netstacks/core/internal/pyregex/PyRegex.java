package io.netstacks.core.internal.pyregex;

import io.netstacks.spi.Deadline;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of Python's {@code re} (3.11, text patterns), ready to be matched.
 *
 * <p>Everything that Python refuses is refused by {@link #compile}; what it accepts means here what it means there,
 * including Unicode {@code \d \w \s \b}, octal escapes, literal braces, conditionals and group numbers. Groups keep Python's
 * numbers; names are looked up in {@link #groupNames()}. Immutable.
 */
public final class PyRegex {

    /** Letters match in either case. */
    public static final int IGNORECASE = 2;

    /** The anchors {@code ^} and {@code $} hold at each line. */
    public static final int MULTILINE = 8;

    /** The dot takes line feeds. */
    public static final int DOTALL = 16;

    /** Blanks and comments in the pattern are ignored. */
    public static final int VERBOSE = 64;

    /** The categories mean ASCII only. */
    public static final int ASCII = 256;

    private final String pattern;
    private final PyRegexParser.Parsed parsed;
    private final int[] javaGroups;
    private final PyPrefilter prefilter;
    // Written once each, on first use; a race compiles twice, to the same effect
    private volatile @Nullable Pattern plainForm;
    private volatile @Nullable Pattern anyForm;
    private volatile @Nullable PyProgram program;
    // Written after the program, so that whoever sees it sees the program
    private volatile boolean programSought;

    private PyRegex(String pattern, PyRegexParser.Parsed parsed) {
        this.pattern = pattern;
        this.parsed = parsed;
        this.javaGroups = parsed.tested().isEmpty() ? identity(parsed.groupCount()) : shifted(parsed);
        this.prefilter = PyPrefilter.of(parsed.root());
    }

    private static int[] identity(int groups) {
        int[] numbers = new int[groups + 1];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    /** A group that a conditional asks for moves those after it. */
    private static int[] shifted(PyRegexParser.Parsed parsed) {
        JavaRegexWriter writer = new JavaRegexWriter(true, parsed.tested(), parsed.groupCount());
        writer.write(parsed.root());
        return writer.javaGroups();
    }

    /** Compiles a pattern without flags. */
    public static PyRegex compile(String pattern) {
        return compile(pattern, 0);
    }

    /**
     * Compiles a pattern.
     *
     * @param flags any of the constants of this class, added up; they are Python's numbers
     * @throws PyRegexException if it is no pattern by Python's rules
     */
    public static PyRegex compile(String pattern, int flags) {
        PyRegex regex = new PyRegex(pattern, new PyRegexParser(pattern, flags).parse());
        if (regex.parsed.risky()) {
            regex.form(true);
        }
        return regex;
    }

    /** Returns the text with every character that means something in a pattern escaped. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    /**
     * Tells whether a text is plain ASCII without the four separators that only Python counts as blanks, so that the faster
     * form of a pattern may be used on it.
     */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7f || (c >= 0x1c && c <= 0x1f)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the pattern as it was given. */
    public String pattern() {
        return pattern;
    }

    /** Returns how many capturing groups there are. */
    public int groupCount() {
        return parsed.groupCount();
    }

    /** Returns the named groups and their numbers, in the order of their numbers. */
    public Map<String, Integer> groupNames() {
        return Collections.unmodifiableMap(parsed.names());
    }

    /** Returns a cheap test that most texts without a match fail. */
    public PyPrefilter prefilter() {
        return prefilter;
    }

    /** Returns a matcher for the text, which stops when the deadline has passed. */
    public PyMatcher matcher(String text, Deadline deadline) {
        return new PyMatcher(this, new PyText(text, deadline));
    }

    /** Returns a matcher for a text that it may share with others. */
    public PyMatcher matcher(PyText text) {
        return new PyMatcher(this, text);
    }

    /**
     * Replaces what the pattern matches, as {@code re.sub} does.
     *
     * @param replacement with {@code \\1}, {@code \\g<name>} and escapes as Python's
     * @param count how many at most; 0 for all
     * @throws PyRegexException if the replacement is none
     */
    public String replace(String text, String replacement, long count, Deadline deadline) {
        return new PyReplacement(this, replacement).in(text, count, deadline);
    }

    int[] javaGroups() {
        return javaGroups;
    }

    /** Returns the Java pattern for plain or for any text. */
    Pattern form(boolean plain) {
        Pattern form = plain ? plainForm : anyForm;
        if (form == null) {
            form = translate(plain);
            if (plain) {
                plainForm = form;
            } else {
                anyForm = form;
            }
        }
        return form;
    }

    /** Returns the program for plain text; null if it is left to Java's engine. */
    @Nullable
    PyProgram program() {
        if (!programSought) {
            program = PyProgram.of(parsed.root(), parsed.groupCount()).orElse(null);
            programSought = true;
        }
        return program;
    }

    private JavaRegexWriter writer(boolean plain) {
        return new JavaRegexWriter(plain, parsed.tested(), parsed.groupCount());
    }

    private Pattern translate(boolean plain) {
        return compileJava(writer(plain).write(parsed.root()));
    }

    /** Returns the Java pattern that takes something, and otherwise as {@link #form}. */
    Pattern nonEmptyForm(boolean plain) {
        return compileJava("(?:" + writer(plain).write(parsed.root()) + ")(?!\\G)");
    }

    private Pattern compileJava(String translated) {
        int ignoreCase = (parsed.flags() & IGNORECASE) == 0 ? 0 : Pattern.CASE_INSENSITIVE;
        int allLetters = (parsed.flags() & ASCII) == 0 ? Pattern.UNICODE_CASE : 0;
        try {
            return Pattern.compile(translated, Pattern.UNIX_LINES | ignoreCase | allLetters);
        } catch (PatternSyntaxException e) {
            throw new PyRegexException("not supported here: " + e.getDescription(), pattern, 0);
        } catch (StackOverflowError e) {
            throw new PyRegexException("too deeply nested", pattern, 0);
        }
    }

    @Override
    public String toString() {
        return pattern;
    }
}
