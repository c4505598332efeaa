package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Tells whether this machine's clock goes like the database's, which all nodes share. Leases, deadlines and ages are compared
 * between nodes: one whose clock is wrong would take what others are at, and delete what is young. It is the machine's clock
 * that counts and not the one that a host gave, which is the host's own. Safe for use by many threads.
 */
final class ClockGuard {

    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** How long an answer counts, by the same clock: after it was set, the answer is old. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);

    private final Clock machine;
    private final Optional<String> databaseClock;
    private volatile Instant foundRight = Instant.EPOCH;

    /** Creates one; a database within this process has no clock of its own. */
    ClockGuard(Clock machine, Dialect dialect) {
        this.machine = machine;
        databaseClock = dialect.clock();
    }

    /**
     * Makes sure that it is right.
     *
     * @throws StoreException if it is wrong by more than a minute; it passes when the clock is set
     */
    void require(Transactions transactions, String what) {
        error(transactions).ifPresent(ahead -> {
            throw new StoreException(
                    what + ": this machine's clock is about " + minutes(ahead)
                            + (ahead.isNegative() ? " min behind" : " min ahead of")
                            + " the database's, so it must not judge what is due or old; nothing was stored, set the clock"
                            + " and try again",
                    null);
        });
    }

    private static long minutes(Duration off) {
        return off.abs().plusSeconds(30).toMinutes();
    }

    /** Tells whether it is right. */
    boolean isRight(Transactions transactions) {
        return error(transactions).isEmpty();
    }

    /** Returns how far it is ahead, if that is too far. */
    private Optional<Duration> error(Transactions transactions) {
        Instant now = machine.instant();
        Instant right = foundRight;
        if (databaseClock.isEmpty() || (!now.isBefore(right) && now.isBefore(right.plus(GOOD_FOR)))) {
            return Optional.empty();
        }
        Instant database = transactions.read(
                "reading the database's clock",
                handle -> handle.createQuery("SELECT " + databaseClock.get() + " AS now")
                        .map((row, context) -> row.getObject("now", OffsetDateTime.class))
                        .one()
                        .toInstant());
        // Asking took time, so it is right if any moment of that is
        Instant after = machine.instant();
        if (database.isBefore(now.minus(TOLERANCE))) {
            return Optional.of(Duration.between(database, now));
        }
        if (database.isAfter(after.plus(TOLERANCE))) {
            return Optional.of(Duration.between(database, after));
        }
        foundRight = after;
        return Optional.empty();
    }
}
