package io.netstacks.spi;

/**
 * A part of a growing record with the number that the store gave it. Immutable.
 *
 * @param sequence its number within the record, from 1, without gaps and doubles
 * @param value the part
 * @param <T> what is numbered
 */
public record Sequenced<T>(long sequence, T value) {}
