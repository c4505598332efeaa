package io.netstacks.testkit.fake;

/**
 * How a simulated device shows what is typed. Immutable.
 *
 * @param style as typed, not at all, or with the whole line repainted at every key
 * @param width the column after which {@code wrap} is inserted; 0 for never
 * @param wrap what stands at the end of a full row, for example a blank and a carriage return
 */
public record FakeEcho(Style style, int width, String wrap) {

    /** What happens on the screen at one key. */
    public enum Style {
        /** The key is shown. */
        NORMAL,
        /** Nothing is shown; the enter key still starts a new line. */
        NONE,
        /** Carriage return, prompt and line are sent again, as line editors of some vendors do. */
        REPAINT
    }

    /** Returns the usual echo. */
    public static FakeEcho normal() {
        return new FakeEcho(Style.NORMAL, 0, "");
    }

    /** Returns no echo. */
    public static FakeEcho none() {
        return new FakeEcho(Style.NONE, 0, "");
    }

    /** Returns an echo that repaints the line at every key. */
    public static FakeEcho repaint() {
        return new FakeEcho(Style.REPAINT, 0, "");
    }

    /** Returns an echo that breaks the row with a blank and a carriage return after {@code width} columns. */
    public static FakeEcho wrappedAt(int width) {
        return new FakeEcho(Style.NORMAL, width, " \r");
    }

    /** Returns the same echo with another text at the end of a full row. */
    public FakeEcho withWrap(String text) {
        return new FakeEcho(style, width, text);
    }
}
