package io.netstacks.testkit.fake;

/**
 * How a simulated device shows long answers page by page. Space gives the next page, enter the next line, {@code q} the
 * prompt. Immutable.
 *
 * @param lines how many lines a page has until a command sets another number; 0 never pages
 * @param text what stands below a page
 * @param erase what is sent before the answer goes on, to wipe {@code text} from the screen
 */
public record FakePager(int lines, String text, String erase) {

    /** Returns no pager. */
    public static FakePager none() {
        return new FakePager(0, "", "");
    }

    /** Returns {@code --More--} below every page, wiped with backspaces. */
    public static FakePager more(int lines) {
        String text = " --More-- ";
        String back = "\b".repeat(text.length());
        return new FakePager(lines, text, back + " ".repeat(text.length()) + back);
    }

    /** Returns a pager that wipes its text with a carriage return and the escape sequence for erase-to-end-of-line. */
    public static FakePager ansi(int lines, String text) {
        return new FakePager(lines, text, "\r\u001b[K");
    }
}
