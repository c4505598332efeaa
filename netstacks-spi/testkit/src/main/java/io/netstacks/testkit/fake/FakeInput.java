package io.netstacks.testkit.fake;

/**
 * Something that was typed into a simulated device. Immutable.
 *
 * @param session the number of the session, counted from 1 on each device
 * @param mode the mode in which it was typed
 * @param kind what the device took it for
 * @param text what was typed, without the enter key; a hidden answer is kept as typed, for assertions
 */
public record FakeInput(int session, String mode, Kind kind, String text) {

    /** What typed text may be taken for. */
    public enum Kind {
        /** A line at a prompt. */
        LINE,
        /** The answer to a question. */
        ANSWER,
        /** The answer to a question that does not echo, mostly a password. */
        HIDDEN,
        /** One key at a pager or at a question that takes one key. */
        KEY,
        /** A line of a text that ends with a terminator, for example of a banner. */
        BODY
    }

    /** Returns everything but a hidden text. */
    @Override
    public String toString() {
        return "session " + session + " " + mode + " " + kind + ": " + (kind == Kind.HIDDEN ? "********" : text);
    }
}
