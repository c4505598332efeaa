package io.netstacks.core.internal.pyregex;

/**
 * What a text must look like for a pattern to match at its start: cheap to ask, and usually the answer is that it cannot.
 * It may say "perhaps" of a text that does not match; it never says "no" of one that does. Immutable.
 */
public final class PyPrefilter {

    /** The index that stands for every character beyond ASCII. */
    public static final int OTHER = 128;

    /** The index that stands for the end of the text. */
    public static final int END = 129;

    /** How many indexes there are. */
    public static final int SIZE = 130;

    private final PyCharSet first;
    private final PyCharSet firstAfterBlanks;
    private final String required;

    private PyPrefilter(PyCharSet first, PyCharSet firstAfterBlanks, String required) {
        this.first = first;
        this.firstAfterBlanks = firstAfterBlanks;
        this.required = required;
    }

    static PyPrefilter of(PyNode root) {
        RequiredText text = new RequiredText();
        return new PyPrefilter(
                FirstCharacters.of(root, PyCharSet.NONE),
                FirstCharacters.of(root, PyCharSet.BLANKS),
                text.longestIn(root));
    }

    /** Returns the index of a character. */
    public static int index(char c) {
        return Math.min(c, OTHER);
    }

    /** Tells whether the character counts as blank for {@link #mayFollowBlanks}: what Python's {@code \s} takes of ASCII. */
    public static boolean isBlank(char c) {
        return c <= ' ' && (c >= 0x1c || (c >= '\t' && c <= '\r'));
    }

    /** Tells whether a matching text may begin with the character of this index, or be empty for {@link #END}. */
    public boolean mayBeginWith(int index) {
        return has(first, index);
    }

    /** Tells whether this may be the first character of a matching text that is not blank. */
    public boolean mayFollowBlanks(int index) {
        return has(firstAfterBlanks, index);
    }

    /** Returns a text that every match contains, the longest found; empty if there is none. */
    public String required() {
        return required;
    }

    private static boolean has(PyCharSet set, int index) {
        return index == END ? set.end() : set.contains(index);
    }
}
