package io.netstacks.spi.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One text that a template had; it is never changed. Immutable.
 *
 * @param number counts the texts of the template from 1
 * @param hash SHA-256 of the text in UTF-8, lower-case hexadecimal
 * @param characters the length of the text
 * @param author who wrote it, as {@code Actor.toString} shows
 * @param createdAt when
 */
public record TemplateVersion(long number, String hash, int characters, String author, Instant createdAt) {

    /** Returns what is known about a text. */
    public static TemplateVersion of(long number, String text, String author, Instant createdAt) {
        return new TemplateVersion(number, sha256(text), text.length(), author, createdAt);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
