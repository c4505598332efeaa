package io.netstacks.spi.template;

import io.netstacks.spi.internal.Sha256;
import java.time.Instant;

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
        return new TemplateVersion(number, Sha256.hex(text), text.length(), author, createdAt);
    }
}
