package io.netstacks.spi.backup;

import java.time.Instant;
import java.util.Optional;

/**
 * How many backups a query means, and how much they are. Immutable.
 *
 * @param backups how many
 * @param devices of how many devices they are
 * @param characters the lengths of their texts together; a text that several of them share counts each time
 * @param oldest when the first of them was taken; empty if there are none
 * @param newest when the last of them was taken; empty if there are none
 */
public record BackupCounts(
        long backups, long devices, long characters, Optional<Instant> oldest, Optional<Instant> newest) {}
