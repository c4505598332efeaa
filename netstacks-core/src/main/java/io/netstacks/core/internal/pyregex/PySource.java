package io.netstacks.core.internal.pyregex;

import org.jspecify.annotations.Nullable;

/** A pattern being read, character by character. Confined to one parser. */
final class PySource {

    private final String text;
    private int at;

    PySource(String text) {
        this.text = text;
    }

    boolean more() {
        return at < text.length();
    }

    boolean at(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    boolean take(char c) {
        boolean there = at(c);
        if (there) {
            at++;
        }
        return there;
    }

    int next() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    String digits() {
        return run("0123456789", Integer.MAX_VALUE);
    }

    /** Takes at most so many characters as are among the given ones. */
    String run(String among, int most) {
        int start = at;
        while (more() && at - start < most && among.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Takes everything up to the character, and the character; returns null, and takes nothing, if it never comes. */
    @Nullable
    String until(char end) {
        int found = text.indexOf(end, at);
        if (found < 0) {
            return null;
        }
        String taken = text.substring(at, found);
        at = found + 1;
        return taken;
    }

    /** Takes a blank, or a comment to the end of its line; tells whether there was one. */
    boolean skipVerbose() {
        char c = text.charAt(at);
        if (c == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
            return true;
        }
        boolean blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (blank) {
            at++;
        }
        return blank;
    }

    PyRegexException error(String problem, int position) {
        return new PyRegexException(problem, text, position);
    }
}
