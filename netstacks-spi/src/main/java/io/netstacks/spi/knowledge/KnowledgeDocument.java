package io.netstacks.spi.knowledge;

import io.netstacks.spi.Limits;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a document beside its text. Immutable; {@code with…} gives copies.
 *
 * @param collection the collection that it belongs to
 * @param filename its name, at most 512 characters, unique in the collection
 * @param type what sort of document, for example {@code markdown}
 * @param title what people call it, at most 500 characters
 * @param source where it comes from, for citations; empty if nobody said
 * @param metadata what else is known, at most 100 000 characters
 */
public record KnowledgeDocument(
        String collection,
        String filename,
        String type,
        String title,
        Optional<String> source,
        Map<String, String> metadata) {

    private static final int MAX_METADATA = 100_000;

    /** Checks the sizes and copies the metadata. */
    public KnowledgeDocument {
        Limits.key("the collection of a document", collection);
        Limits.key("the filename of a document", filename);
        Limits.key("the type of a document", type);
        Limits.key("the title of a document", title);
        Limits.atMost(Limits.LINE, "the title of a document", title);
        source.ifPresent(place -> Limits.key("the source of a document", place));
        metadata = Map.copyOf(metadata);
        Limits.entries(MAX_METADATA, "the metadata of a document", metadata);
    }

    /** Returns a document with nothing but its names. */
    public static KnowledgeDocument of(String collection, String filename, String type, String title) {
        return new KnowledgeDocument(collection, filename, type, title, Optional.empty(), Map.of());
    }

    /** Returns a copy that comes from there. */
    public KnowledgeDocument withSource(String place) {
        return new KnowledgeDocument(collection, filename, type, title, Optional.of(place), metadata);
    }

    /** Returns a copy with other metadata. */
    public KnowledgeDocument withMetadata(Map<String, String> newMetadata) {
        return new KnowledgeDocument(collection, filename, type, title, source, newMetadata);
    }
}
