package io.netstacks.core.internal.pyregex;

import io.netstacks.spi.error.ErrorCode;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Runs one pattern over texts, one after the other. Every method that matches throws {@link PyMatchException} when the
 * deadline has passed or the stack is used up, and {@code OperationCancelledException} when the thread was interrupted;
 * the matcher can be used on after that. Confined: one thread at a time.
 */
public final class PyMatcher {

    private final PyRegex regex;
    private final PyText text;
    private final int[] groups;
    private @Nullable Matcher plainMatcher;
    private @Nullable Matcher anyMatcher;
    private @Nullable Matcher nonEmpty;
    private @Nullable Matcher matcher;
    private @Nullable PyRun run;
    private boolean ran;
    private boolean found;

    PyMatcher(PyRegex regex, PyText text) {
        this.regex = regex;
        this.text = text;
        this.groups = regex.javaGroups();
    }

    /** Goes on to another text. */
    public PyMatcher reset(String next) {
        text.set(next);
        return restart();
    }

    /** Begins again at the start of its text, which may have changed. */
    public PyMatcher restart() {
        matcher = null;
        found = false;
        nonEmpty = null;
        return this;
    }

    /** Returns Java's matcher, the one that is at it or one at the start. */
    private Matcher java() {
        ran = false;
        Matcher now = matcher;
        if (now == null) {
            now = fresh();
            matcher = now;
        }
        return now;
    }

    private Matcher fresh() {
        text.running(regex.pattern());
        boolean plain = text.plain();
        Matcher made = plain ? plainMatcher : anyMatcher;
        if (made != null) {
            return made.reset();
        }
        // Transparent bounds change no match, as the whole text is the region, but make look-aheads ask for its length
        made = regex.form(plain).matcher(text).useTransparentBounds(true);
        if (plain) {
            plainMatcher = made;
        } else {
            anyMatcher = made;
        }
        return made;
    }

    /** Matches at the start of the text, as {@code re.match} does. */
    public boolean matchStart() {
        try {
            PyProgram program = text.plain() ? regex.program() : null;
            return program == null
                    ? java().lookingAt()
                    : run(program, 0, text.toString().length());
        } catch (StackOverflowError e) {
            throw overflow(e);
        }
    }

    private boolean run(PyProgram program, int from, int to) {
        text.running(regex.pattern());
        PyRun now = run;
        if (now == null) {
            now = new PyRun(program, text);
            run = now;
        }
        ran = true;
        return now.matchAt(from, to);
    }

    /** Matches at one place of the text, as if the text were over at another; what is beyond cannot be seen. */
    public boolean matchAt(int from, int to) {
        try {
            PyProgram program = text.plain() ? regex.program() : null;
            if (program != null) {
                return run(program, from, to);
            }
            matcher = null;
            return java().useTransparentBounds(false).region(from, to).lookingAt();
        } catch (StackOverflowError e) {
            throw overflow(e);
        }
    }

    /** Matches the whole text, as {@code re.fullmatch} does. */
    public boolean matchWhole() {
        try {
            return java().matches();
        } catch (StackOverflowError e) {
            throw overflow(e);
        }
    }

    /**
     * Finds the next match after the last one found, as {@code re.finditer} does; the first time as {@code re.search}.
     * Where a match was empty, one that takes something may start at the same place; Java's own search would miss it.
     */
    public boolean find() {
        if (!found) {
            return find(0);
        }
        int end = java().end();
        if (java().start() < end) {
            return find(end);
        }
        if (findNonEmptyAt(end)) {
            return true;
        }
        String all = text.toString();
        found = end < all.length() && find(end + Character.charCount(all.codePointAt(end)));
        return found;
    }

    /** Finds the first match that starts at the index or after it; {@link #find()} goes on from there. */
    public boolean find(int from) {
        matcher = null;
        try {
            found = java().find(from);
            return found;
        } catch (StackOverflowError e) {
            throw overflow(e);
        }
    }

    private boolean findNonEmptyAt(int index) {
        if (nonEmpty == null) {
            nonEmpty = regex.nonEmptyForm(text.plain())
                    .matcher(text)
                    .useTransparentBounds(true)
                    .useAnchoringBounds(false);
        }
        try {
            boolean matched = nonEmpty.region(index, text.toString().length()).lookingAt();
            if (matched) {
                matcher = nonEmpty;
            }
            return matched;
        } catch (StackOverflowError e) {
            throw overflow(e);
        }
    }

    private PyMatchException overflow(StackOverflowError e) {
        return new PyMatchException(
                ErrorCode.INVALID_INPUT,
                "regular expression \"" + regex.pattern() + "\" needs more stack than there is for a text of "
                        + text.toString().length()
                        + " characters; a class such as [ab] takes less than a choice such as (a|b)",
                e);
    }

    /** Returns what the group took, 0 for the whole match; null if the group took no part. */
    public @Nullable String group(int index) {
        int start = start(index);
        return start < 0 ? null : text.toString().substring(start, end(index));
    }

    /**
     * Returns what the named group took; null if the group took no part.
     *
     * @throws IllegalArgumentException if there is no such group
     */
    public @Nullable String group(String name) {
        Integer index = regex.groupNames().get(name);
        if (index == null) {
            throw new IllegalArgumentException("no group \"" + name + "\" in \"" + regex.pattern() + "\"");
        }
        return group(index);
    }

    /** Returns where the group starts, in UTF-16 units; -1 if it took no part. */
    public int start(int index) {
        PyRun now = run;
        return ran && now != null ? now.groups[2 * index] : java().start(groups[index]);
    }

    /** Returns where the group ends, in UTF-16 units; -1 if it took no part. */
    public int end(int index) {
        PyRun now = run;
        return ran && now != null ? now.groups[2 * index + 1] : java().end(groups[index]);
    }
}
