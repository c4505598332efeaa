package io.netstacks.core.internal.ttp;

import java.util.Arrays;

/**
 * A text to be parsed, with a line feed before its first line and two after its last, and where its lines start. TTP finds
 * lines by the line feed before them.
 *
 * @param name of the input, for getfilename
 */
record TtpText(String name, String text, int[] lineFeeds) {

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

    /** Returns the number of the first line that starts at the offset or after it. */
    int lineFrom(int offset) {
        int found = Arrays.binarySearch(lineFeeds, offset);
        return found >= 0 ? found : -found - 1;
    }
}
