package io.netstacks.adapter.git;

/** A name as git's own lines can hold it. */
final class VisibleName {

    private VisibleName() {}

    /** Returns the name on one line, without the signs that end a person's name in a commit. */
    static String of(String name) {
        StringBuilder visible = new StringBuilder(name.length());
        name.codePoints()
                .forEach(c -> visible.appendCodePoint(
                        Character.isISOControl(c) || c == '<' || c == '>' || c == 0x2028 || c == 0x2029 || isHalf(c)
                                ? '?'
                                : c));
        String stripped = visible.toString().strip();
        return stripped.isEmpty() ? "?" : stripped;
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
