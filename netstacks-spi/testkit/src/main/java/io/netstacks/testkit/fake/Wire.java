package io.netstacks.testkit.fake;

/** Where a session's bytes go: an SSH channel, a telnet socket, or a list in a test. */
interface Wire {

    /**
     * Sends bytes; at most one call is under way at a time.
     *
     * @param sent called once when the next bytes may come, perhaps before this returns
     */
    void write(byte[] bytes, Runnable sent);

    /**
     * Ends the session.
     *
     * @param broken whether the connection breaks without a word
     * @param status the exit status, if the end is orderly
     */
    void close(boolean broken, int status);
}
