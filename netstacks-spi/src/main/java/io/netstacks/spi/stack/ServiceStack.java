package io.netstacks.spi.stack;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Services that are deployed and taken away together, and where that is. All decisions about it are pure functions here;
 * stores make them atomic. Holds no secrets. Immutable.
 *
 * @param id its id
 * @param definition what people want
 * @param state where it is
 * @param pendingSince since when people want something else than was last deployed; empty if they do not
 * @param claims how often it was claimed; the fencing number of the latest claim
 * @param lease who works on it; present exactly if somebody does
 * @param startedAt when the last work on it began; empty before the first
 * @param endedAt when the last work on it ended; empty before, and while somebody works on it
 */
public record ServiceStack(
        StackId id,
        StackDefinition definition,
        StackState state,
        Optional<Instant> pendingSince,
        long claims,
        Optional<StackLease> lease,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {

    /** Checks that a lease comes with work. */
    public ServiceStack {
        if (lease.isPresent() != state.isAtWork()) {
            throw InvalidInputException.of("stack " + id + ": a lease comes with work, and work with a lease");
        }
    }

    /** Returns a stack that was never deployed. */
    public static ServiceStack created(StackId id, StackDefinition definition) {
        return new ServiceStack(
                id,
                definition,
                StackState.PENDING,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns a copy of which people want something else. If that changes what is to be deployed, and it was deployed
     * before or is now, the change is pending from then on.
     *
     * @throws ConflictException if it is about to be deleted
     */
    public ServiceStack edited(StackDefinition wanted, Instant at) {
        if (state == StackState.DELETING) {
            throw new ConflictException("stack " + id + " is being deleted by " + owner());
        }
        boolean pends = state != StackState.PENDING && !definition.deploysLike(wanted);
        return new ServiceStack(
                id,
                wanted,
                state,
                pendingSince.isPresent() || !pends ? pendingSince : Optional.of(at),
                claims,
                lease,
                startedAt,
                endedAt);
    }

    /** Tells whether its lease has ended, so that its node counts as lost. */
    public boolean isLost(Instant now) {
        return lease.filter(held -> !held.until().isAfter(now)).isPresent();
    }

    /** Returns a copy whose node was lost: what it did is not known. */
    public ServiceStack lost(Instant now) {
        return over(StackState.UNKNOWN, now);
    }

    /**
     * Takes it for work. A lease that has ended is no obstacle.
     *
     * @param owner the node that takes it
     * @param now when
     * @param time how long the node may keep it without renewing
     * @throws ConflictException if somebody holds its lease
     */
    public StackClaim claim(StackWork work, String owner, Instant now, Duration time) {
        if (lease.isPresent() && !isLost(now)) {
            throw new ConflictException("stack " + id + " is " + state + " by " + owner() + " until "
                    + lease.get().until());
        }
        ServiceStack taken = new ServiceStack(
                id,
                definition,
                work.during(),
                work == StackWork.DEPLOY ? Optional.empty() : pendingSince,
                claims + 1,
                Optional.of(new StackLease(owner, now.plus(time))),
                Optional.of(now),
                Optional.empty());
        return new StackClaim(taken, isLost(now) ? StackState.UNKNOWN : state);
    }

    /** Tells whether a claim still holds, and was not lost. */
    public boolean isHeldBy(StackClaim claim) {
        return lease.isPresent() && claims == claim.number();
    }

    /**
     * Returns this if a claim still holds.
     *
     * @throws ConflictException if it was lost
     */
    public ServiceStack heldBy(StackClaim claim) {
        if (!isHeldBy(claim)) {
            String now = lease.isPresent() ? "claim " + claims + " by " + owner() + " holds it" : "it is " + state;
            throw new ConflictException(claim + " was lost, and nothing was written: " + now);
        }
        return this;
    }

    /** Returns a copy whose lease ends later. */
    public ServiceStack renewed(Instant until) {
        return new ServiceStack(
                id,
                definition,
                state,
                pendingSince,
                claims,
                lease.map(held -> new StackLease(held.owner(), until)),
                startedAt,
                endedAt);
    }

    /**
     * Returns a copy on which the work is over.
     *
     * @throws ConflictException if the claim was lost
     * @throws InvalidInputException if such work does not end so
     */
    public ServiceStack finished(StackClaim claim, StackState end, Instant at) {
        heldBy(claim);
        StackWork work = state == StackState.DELETING ? StackWork.DELETE : StackWork.DEPLOY;
        return over(work.endingIn(end), at);
    }

    private ServiceStack over(StackState end, Instant at) {
        return new ServiceStack(
                id, definition, end, pendingSince, claims, Optional.empty(), startedAt, Optional.of(at));
    }

    private String owner() {
        return lease.map(StackLease::owner).orElse("nobody");
    }
}
