package io.netstacks.core.internal.pyregex;

import io.netstacks.spi.Deadline;
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
    private final GuardedText guarded;
    private final int[] groups;
    private @Nullable Matcher plainMatcher;
    private @Nullable Matcher anyMatcher;
    private @Nullable Matcher nonEmpty;
    private Matcher matcher;
    private boolean plain;
    private boolean found;

    PyMatcher(PyRegex regex, String text, boolean plain, Deadline deadline) {
        this.regex = regex;
        this.guarded = new GuardedText(regex.pattern(), text, deadline);
        this.groups = regex.javaGroups();
        this.plain = plain;
        this.matcher = matcher(plain);
    }

    /** Goes on to another text. */
    public PyMatcher reset(String text) {
        return reset(text, PyRegex.isPlain(text));
    }

    /** Goes on to another text, of which the caller knows whether it is {@linkplain PyRegex#isPlain plain}. */
    public PyMatcher reset(String text, boolean plain) {
        guarded.set(text);
        this.plain = plain;
        matcher = matcher(plain);
        found = false;
        nonEmpty = null;
        return this;
    }

    private Matcher matcher(boolean plain) {
        Matcher found = plain ? plainMatcher : anyMatcher;
        if (found != null) {
            return found.reset();
        }
        // Transparent bounds change no match, as the whole text is the region, but make look-aheads ask for its length
        Matcher made = regex.form(plain).matcher(guarded).useTransparentBounds(true);
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
            return matcher.lookingAt();
        } catch (StackOverflowError e) {
            throw overflow(e);
        }
    }

    /** Matches the whole text, as {@code re.fullmatch} does. */
    public boolean matchWhole() {
        try {
            return matcher.matches();
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
        int end = matcher.end();
        if (matcher.start() < end) {
            return find(end);
        }
        if (findNonEmptyAt(end)) {
            return true;
        }
        String text = guarded.text();
        found = end < text.length() && find(end + Character.charCount(text.codePointAt(end)));
        return found;
    }

    /** Finds the first match that starts at the index or after it; {@link #find()} goes on from there. */
    public boolean find(int from) {
        matcher = matcher(plain);
        try {
            found = matcher.find(from);
            return found;
        } catch (StackOverflowError e) {
            throw overflow(e);
        }
    }

    private boolean findNonEmptyAt(int index) {
        if (nonEmpty == null) {
            nonEmpty = regex.nonEmptyForm(plain)
                    .matcher(guarded)
                    .useTransparentBounds(true)
                    .useAnchoringBounds(false);
        }
        try {
            boolean matched = nonEmpty.region(index, guarded.text().length()).lookingAt();
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
                        + guarded.length() + " characters; a class such as [ab] takes less than a choice such as (a|b)",
                e);
    }

    /** Returns what the group took, 0 for the whole match; null if the group took no part. */
    public @Nullable String group(int index) {
        int start = start(index);
        return start < 0 ? null : guarded.text().substring(start, end(index));
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
        return matcher.start(groups[index]);
    }

    /** Returns where the group ends, in UTF-16 units; -1 if it took no part. */
    public int end(int index) {
        return matcher.end(groups[index]);
    }
}
