package io.netstacks.spi.knowledge;

/**
 * How much a collection holds. Immutable.
 *
 * @param documents its documents
 * @param indexed those of them whose chunks are those of their text
 * @param chunks the chunks of all of them
 */
public record KnowledgeCounts(long documents, long indexed, long chunks) {}
