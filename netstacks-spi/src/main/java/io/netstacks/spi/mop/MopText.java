package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import io.netstacks.spi.internal.Sha256;

/**
 * A text of a MOP: its document, what an execution remembers, what a step got to read. It may hold what devices say, so
 * {@code toString} shows its size and hash only. At most 1 000 000 characters. Immutable.
 */
public final class MopText {

    private static final int SHOWN = 12;

    private final String text;
    private final String hash;

    private MopText(String text) {
        this.text = text;
        this.hash = Sha256.hex(text);
    }

    /**
     * Returns a text.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if it is too long
     */
    public static MopText of(String text) {
        return new MopText(Limits.atMost(Limits.TEXT, "a text of a MOP", text));
    }

    /** Returns the characters. */
    public String reveal() {
        return text;
    }

    /** Returns the SHA-256 of the text in UTF-8, lower-case hexadecimal. */
    public String hash() {
        return hash;
    }

    /** Returns the number of characters. */
    public int length() {
        return text.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MopText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "MopText[" + text.length() + " characters, " + hash.substring(0, SHOWN) + "]";
    }
}
