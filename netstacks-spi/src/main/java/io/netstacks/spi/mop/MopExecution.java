package io.netstacks.spi.mop;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution of a MOP. Its targets, variables, memory and step runs are kept beside it. All decisions about who may go on
 * with it are pure functions here; stores make them atomic. Holds no secrets. Immutable.
 *
 * @param start how it was begun
 * @param targetCount how many devices it is about
 * @param progress how far it is; while somebody holds the lease, its time is that of a wake-up that came meanwhile
 * @param startedAt when the first step was begun; empty until then
 * @param endedAt when it was over; empty until then
 * @param cancel who does not want it any more; empty if nobody said so
 * @param fence how often it was claimed
 * @param lease who goes on with it; empty if nobody does
 */
public record MopExecution(
        MopStart start,
        int targetCount,
        MopProgress progress,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<MopCancelRequest> cancel,
        long fence,
        Optional<MopLease> lease) {

    /** Returns one that nobody has begun with. */
    public static MopExecution pending(NewMopExecution given) {
        return new MopExecution(
                given.start(),
                given.targets().size(),
                MopProgress.pending(given.start().createdAt()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** Returns its id. */
    public MopExecutionId id() {
        return start.id();
    }

    /** Returns where it is. */
    public MopExecutionState state() {
        return progress.state();
    }

    /** Returns from when on somebody may take it: when the lease ends, or else when it is to be woken. */
    public Optional<Instant> claimableAt() {
        return lease.map(MopLease::until).or(progress::wakeAt);
    }

    /** Tells whether it is due at a time: its wake-up has come, or the lease of its owner has ended. */
    public boolean isClaimable(Instant now) {
        return claimableAt().filter(from -> !from.isAfter(now)).isPresent();
    }

    /** Tells whether nobody goes on with it at a time. */
    public boolean isFree(Instant now) {
        return lease.filter(held -> held.until().isAfter(now)).isEmpty();
    }

    /**
     * Takes it, whether it is due or not. Its state stays, so that the new owner sees where the one before was; its wake-up
     * is used up.
     *
     * @param time how long the owner may keep it without renewing, at least a millisecond
     * @return what is taken; empty if somebody holds a lease, or it is over
     */
    public Optional<MopClaim> claim(Instant now, String owner, Duration time) {
        if (state().isOver() || !isFree(now)) {
            return Optional.empty();
        }
        MopLease taken = new MopLease(id(), owner, fence + 1, now.plus(MopLease.time(time)));
        MopExecution mine = new MopExecution(
                start,
                targetCount,
                progress.wakingAt(Optional.empty()),
                startedAt,
                endedAt,
                cancel,
                fence + 1,
                Optional.of(taken));
        return Optional.of(new MopClaim(taken, mine));
    }

    /**
     * Returns this if a lease is the latest one and was not given back; whether its time is over does not matter as long as
     * nobody else took it.
     *
     * @throws ConflictException if it is not
     */
    public MopExecution heldBy(MopLease claimed) {
        if (lease.isEmpty() || fence != claimed.fence()) {
            throw new ConflictException("execution " + id() + ": " + claimed.owner() + " lost it (claim "
                    + claimed.fence() + "); "
                    + lease.map(held -> held.owner() + " goes on with it (claim " + fence + ")")
                            .orElse("it was given back, claim " + fence + " was the latest")
                    + "; nothing was written");
        }
        return this;
    }

    /**
     * Returns a copy whose lease ends at another time.
     *
     * @throws ConflictException if the lease is an old one
     */
    public MopExecution renewed(MopLease claimed, Instant until) {
        heldBy(claimed);
        return with(progress, startedAt, endedAt, lease.map(held -> held.until(until)));
    }

    /**
     * Returns a copy that is at a step; its owner goes on.
     *
     * @throws ConflictException if the lease is an old one
     */
    public MopExecution advanced(MopLease claimed, String step, Instant at) {
        heldBy(claimed);
        MopProgress next = new MopProgress(
                state().to(MopExecutionState.RUNNING), Optional.of(step), progress.wakeAt(), Optional.empty());
        return with(next, startedAt.or(() -> Optional.of(at)), endedAt, lease);
    }

    /**
     * Returns a copy that its owner gives back. A wake-up that came while the owner was at it counts: the earlier time holds.
     *
     * @throws ConflictException if the lease is an old one
     * @throws InvalidInputException if it may not become that
     */
    public MopExecution released(MopLease claimed, MopProgress next, Instant at) {
        heldBy(claimed);
        boolean over = state().to(next.state()).isOver();
        if (next.state() == MopExecutionState.WAITING && next.wakeAt().isEmpty()) {
            throw InvalidInputException.of("execution " + id() + " waits, but nobody said until when");
        }
        return with(
                over ? next : next.wakingAt(earlier(next.wakeAt(), progress.wakeAt())),
                startedAt,
                over ? Optional.of(at) : Optional.empty(),
                Optional.empty());
    }

    /** Returns a copy that somebody is to go on with from a time on at the latest; one that is over stays as it is. */
    public MopExecution woken(Instant at) {
        return state().isOver()
                ? this
                : with(progress.wakingAt(earlier(progress.wakeAt(), Optional.of(at))), startedAt, endedAt, lease);
    }

    /** Returns a copy that nobody wants any more, and is woken for that; the first request stays. */
    public MopExecution cancelled(MopCancelRequest request) {
        MopExecution asked = new MopExecution(
                start, targetCount, progress, startedAt, endedAt, cancel.or(() -> Optional.of(request)), fence, lease);
        return asked.woken(request.at());
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.filter(time -> other.filter(time::isAfter).isEmpty()).or(() -> other);
    }

    private MopExecution with(
            MopProgress newProgress,
            Optional<Instant> newStart,
            Optional<Instant> newEnd,
            Optional<MopLease> newLease) {
        return new MopExecution(start, targetCount, newProgress, newStart, newEnd, cancel, fence, newLease);
    }
}
