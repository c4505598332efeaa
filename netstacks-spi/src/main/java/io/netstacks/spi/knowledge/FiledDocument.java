package io.netstacks.spi.knowledge;

import io.netstacks.spi.Limits;
import io.netstacks.spi.internal.Sha256;

/**
 * A document as it is in a store, without its text. Immutable; {@link #indexedAs} gives a copy.
 *
 * @param document what is known about it
 * @param contentHash the SHA-256 of its text in UTF-8, hexadecimal
 * @param characters how long its text is
 * @param indexed whether its chunks are those of this text
 * @param chunks how many chunks it has
 */
public record FiledDocument(
        KnowledgeDocument document, String contentHash, int characters, boolean indexed, int chunks) {

    /**
     * Returns a document that has just been given its text, and is not indexed.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if the text has more than 1 000 000 characters
     */
    public static FiledDocument of(KnowledgeDocument document, String text) {
        Limits.atMost(Limits.TEXT, "the text of document " + document.filename(), text);
        return new FiledDocument(document, hash(text), text.length(), false, 0);
    }

    /** Returns the hash that a text would have. */
    public static String hash(String text) {
        return Sha256.hex(text);
    }

    /** Returns a copy that has so many chunks of its text, or is not indexed. */
    public FiledDocument indexedAs(boolean newIndexed, int newChunks) {
        return new FiledDocument(document, contentHash, characters, newIndexed, newChunks);
    }
}
