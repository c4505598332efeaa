package io.netstacks.spi.schedule;

import java.time.Instant;

/**
 * The right of one node to run an operation, until it says that it is done, or too late. Immutable.
 *
 * @param owner who holds it
 * @param until when it ends by itself
 */
public record ScheduleLease(String owner, Instant until) {}
