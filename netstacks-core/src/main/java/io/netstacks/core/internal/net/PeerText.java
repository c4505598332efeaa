package io.netstacks.core.internal.net;

import io.netstacks.core.text.VisibleText;

/** What a peer says, as it may stand in a message: one line, not too long, and nothing that steers a terminal. */
public final class PeerText {

    private static final int LONGEST = 300;

    private PeerText() {}

    /** Returns the text on one line, cut after 300 characters. */
    public static String of(String said) {
        String start = said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said;
        return VisibleText.of(start.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
