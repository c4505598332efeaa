package io.netstacks.spi.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        return new ConfigText(text, sha256(text), sha256(normalized));
    }

    /** Returns a configuration that comes back from a store, which kept the second hash. */
    public static ConfigText restored(String text, String normalizedHash) {
        return new ConfigText(text, sha256(text), normalizedHash);
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

    private static String sha256(String value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
