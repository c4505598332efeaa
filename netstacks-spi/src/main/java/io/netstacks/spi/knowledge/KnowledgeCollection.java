package io.netstacks.spi.knowledge;

import io.netstacks.spi.Limits;

/**
 * Documents that are searched together. Immutable; {@link #withDescription} and {@link #enabled(boolean)} give copies.
 *
 * @param name its name, at most 512 characters
 * @param type what sort of documents, for example {@code runbook}, {@code vendor}, {@code protocol}
 * @param description what is in it, at most 1 000 000 characters; may be empty
 * @param enabled whether it is searched
 */
public record KnowledgeCollection(String name, String type, String description, boolean enabled) {

    /** Checks the sizes. */
    public KnowledgeCollection {
        Limits.key("the name of a collection", name);
        Limits.key("the type of a collection", type);
        Limits.atMost(Limits.TEXT, "the description of a collection", description);
    }

    /** Returns a collection that is searched, without a description. */
    public static KnowledgeCollection named(String name, String type) {
        return new KnowledgeCollection(name, type, "", true);
    }

    /** Returns a copy with this description. */
    public KnowledgeCollection withDescription(String text) {
        return new KnowledgeCollection(name, type, text, enabled);
    }

    /** Returns a copy that is, or is not, searched. */
    public KnowledgeCollection enabled(boolean newEnabled) {
        return new KnowledgeCollection(name, type, description, newEnabled);
    }
}
