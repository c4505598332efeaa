package io.netstacks.spi.knowledge;

/**
 * A chunk and where it is. Immutable.
 *
 * @param filename its document
 * @param number its place in the document, from 1
 * @param chunk the chunk
 */
public record PlacedChunk(String filename, int number, KnowledgeChunk chunk) {}
