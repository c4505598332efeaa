package io.netstacks.spi.knowledge;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Optional;

/**
 * A piece of a document that is found as a whole. Immutable; {@link #withEmbedding} gives a copy.
 *
 * @param text its text, at most 100 000 characters
 * @param offset where it begins in the document, in characters
 * @param heading the headings that it is under, at most 500 characters; may be empty
 * @param embedding its vector; empty if it is found by its words only
 */
public record KnowledgeChunk(String text, int offset, String heading, Optional<Embedding> embedding) {

    private static final int MAX_TEXT = 100_000;

    /** Checks the sizes. */
    public KnowledgeChunk {
        Limits.atMost(MAX_TEXT, "the text of a chunk", text);
        Limits.atMost(Limits.LINE, "the heading of a chunk", heading);
        if (offset < 0) {
            throw InvalidInputException.of("a chunk begins at 0 or behind, not at " + offset);
        }
    }

    /** Returns a chunk without a vector. */
    public static KnowledgeChunk of(String text, int offset, String heading) {
        return new KnowledgeChunk(text, offset, heading, Optional.empty());
    }

    /** Returns a copy with a vector. */
    public KnowledgeChunk withEmbedding(Embedding vector) {
        return new KnowledgeChunk(text, offset, heading, Optional.of(vector));
    }
}
