package io.netstacks.core.text;

/**
 * Text of unknown origin as it may be shown: what would steer a terminal or turn the reading direction becomes a sign of its
 * own. Pure functions. Safe for use by many threads.
 */
public final class VisibleText {

    private static final int CONTROL_PICTURES = 0x2400;
    private static final char DELETE_PICTURE = '\u2421';

    private VisibleText() {}

    /**
     * Returns the text for terminals and files: control characters but the tab as control pictures (Unicode block
     * U+2400), invisible format characters and lone surrogates by their number.
     */
    public static String of(String text) {
        if (text.codePoints().allMatch(VisibleText::isPlain)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isPlain(c)) {
                visible.appendCodePoint(c);
            } else if (c < ' ') {
                visible.append((char) (CONTROL_PICTURES + c));
            } else if (c == 0x7F) {
                visible.append(DELETE_PICTURE);
            } else {
                visible.append("<U+").append(String.format("%04X", c)).append('>');
            }
        });
        return visible.toString();
    }

    /** Returns the same for HTML, in texts and quoted attributes. */
    public static String html(String text) {
        return of(text).replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static boolean isPlain(int c) {
        if ((c >= ' ' && c < 0x7F) || c == '\t') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
