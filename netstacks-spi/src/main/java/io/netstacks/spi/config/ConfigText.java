package io.netstacks.spi.config;

import io.netstacks.spi.internal.Sha256;
import java.util.Objects;

/**
 * The text of a configuration. It may hold secrets, so {@code toString} shows its size and hash only. Immutable.
 */
public final class ConfigText {

    private final String text;
    private final String rawHash;
    private final String normalizedHash;

    private ConfigText(String text, String rawHash, String normalizedHash) {
        this.text = text;
        this.rawHash = rawHash;
        this.normalizedHash = normalizedHash;
    }

    /**
     * Returns a configuration.
     *
     * @param text as the device gave it, lines ending with {@code \n}
     * @param normalized the same without what changes by itself; two configurations are the same if this is
     */
    public static ConfigText of(String text, String normalized) {
        return new ConfigText(text, Sha256.hex(text), Sha256.hex(normalized));
    }

    /** Returns a configuration that comes back from a store, which kept the second hash. */
    public static ConfigText restored(String text, String normalizedHash) {
        return new ConfigText(text, Sha256.hex(text), normalizedHash);
    }

    /** Returns the text as the device gave it; it may hold secrets. */
    public String reveal() {
        return text;
    }

    /** Returns the SHA-256 of the text in UTF-8, lower-case hexadecimal. */
    public String rawHash() {
        return rawHash;
    }

    /** Returns the SHA-256 of the text without what changes by itself, lower-case hexadecimal. */
    public String normalizedHash() {
        return normalizedHash;
    }

    /** Returns the number of characters. */
    public int length() {
        return text.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfigText that && text.equals(that.text) && normalizedHash.equals(that.normalizedHash);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rawHash, normalizedHash);
    }

    @Override
    public String toString() {
        return "ConfigText[" + text.length() + " characters, " + rawHash.substring(0, 12) + "]";
    }
}
