package io.netstacks.core.internal.ttp;

import java.util.Arrays;

/**
 * A text to be parsed, with a line feed before its first line and two after its last, and where its lines start. TTP finds
 * lines by the line feed before them. Immutable.
 */
final class TtpText {

    private final String name;
    private final String text;
    private final int[] lineFeeds;

    private TtpText(String name, String text, int[] lineFeeds) {
        this.name = name;
        this.text = text;
        this.lineFeeds = lineFeeds;
    }

    static TtpText of(String name, String given) {
        String text = "\n" + given + "\n\n";
        int count = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            count++;
        }
        int[] feeds = new int[count];
        int at = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            feeds[at++] = i;
        }
        return new TtpText(name, text, feeds);
    }

    /** Returns the name of the input, for getfilename. */
    String name() {
        return name;
    }

    String text() {
        return text;
    }

    int lines() {
        return lineFeeds.length;
    }

    /** Returns where the line starts: at the line feed before it. */
    int start(int line) {
        return lineFeeds[line];
    }

    /** Returns the number of the first line that starts at the offset or after it. */
    int lineFrom(int offset) {
        int found = Arrays.binarySearch(lineFeeds, offset);
        return found >= 0 ? found : -found - 1;
    }
}
