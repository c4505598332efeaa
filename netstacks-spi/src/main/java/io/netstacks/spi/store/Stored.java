package io.netstacks.spi.store;

import java.time.Instant;

/**
 * A record with its place in the store. Immutable.
 *
 * @param value the record
 * @param version counts its changes, from 1
 * @param createdAt when it was first saved
 * @param updatedAt when it was last saved
 * @param <T> what is stored
 */
public record Stored<T>(T value, long version, Instant createdAt, Instant updatedAt) {}
