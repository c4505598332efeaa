package io.netstacks.spi.schedule;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.schedule.ScheduledRun.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Work with a schedule, and where it is in it. All decisions about it are pure functions here; stores make them atomic.
 * Holds no secrets. Immutable.
 *
 * @param name its name
 * @param work what sort of work
 * @param parameters what the work is told; no secrets
 * @param schedule when it is due
 * @param policy how strictly
 * @param state whether it runs by itself
 * @param nextRun the next planned time; empty if there is none
 * @param lastRun when the last run that was not skipped began; empty before the first
 * @param runs how many runs there were, skipped ones included; the number of the latest
 * @param current the run that is at work; empty if there is none
 * @param lease who may run it now; present exactly when {@code current} is
 */
public record ScheduledOperation(
        String name,
        ScheduledWork work,
        Map<String, String> parameters,
        Schedule schedule,
        SchedulePolicy policy,
        State state,
        Optional<Instant> nextRun,
        Optional<Instant> lastRun,
        long runs,
        Optional<ScheduledRun> current,
        Optional<ScheduleLease> lease) {

    /** Whether an operation runs by itself. */
    public enum State {
        /** When it is due. */
        ENABLED,
        /** Only when somebody asks. */
        PAUSED
    }

    /** Checks the name and copies the parameters. */
    public ScheduledOperation {
        if (name.isBlank() || name.length() > 200) {
            throw InvalidInputException.of("the name of a scheduled operation has 1 to 200 characters");
        }
        if (current.isPresent() != lease.isPresent()) {
            throw InvalidInputException.of(
                    "scheduled operation " + name + ": a lease comes with a run, and a run with a lease");
        }
        parameters = Map.copyOf(parameters);
    }

    /**
     * Returns a new, enabled operation.
     *
     * @param now from when on it counts
     * @throws InvalidInputException if the schedule is never due after that
     */
    public static ScheduledOperation create(
            String name,
            ScheduledWork work,
            Map<String, String> parameters,
            Schedule schedule,
            SchedulePolicy policy,
            Instant now) {
        Optional<Instant> first = schedule.nextAfter(now);
        if (first.isEmpty()) {
            throw InvalidInputException.of(
                    "scheduled operation " + name + ": \"" + schedule.text() + "\" has passed already at " + now);
        }
        return new ScheduledOperation(
                name,
                work,
                parameters,
                schedule,
                policy,
                State.ENABLED,
                first,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the stack, by its id or name, that it deploys; empty for other work. */
    public Optional<String> stack() {
        return work == ScheduledWork.DEPLOY ? Optional.ofNullable(parameters.get("stack")) : Optional.empty();
    }

    /** Returns when the next run begins if nothing is in the way: its planned time and the jitter. */
    public Optional<Instant> dueAt() {
        return nextRun.map(slot -> policy.due(name, slot));
    }

    /** Returns from when on somebody may take this: when the lease ends, or else when it is due. */
    public Optional<Instant> claimableAt() {
        return lease.map(ScheduleLease::until).or(() -> state == State.ENABLED ? dueAt() : Optional.empty());
    }

    /** Returns a copy that does not run by itself; a run that is at work goes on. */
    public ScheduledOperation paused() {
        return at(State.PAUSED, nextRun);
    }

    /** Returns a copy that runs by itself again, from the first planned time after now; nothing is made up for. */
    public ScheduledOperation resumed(Instant now) {
        return state == State.ENABLED ? this : at(State.ENABLED, schedule.nextAfter(now));
    }

    /**
     * Takes what is due: begins a run and moves on to the next planned time, or skips it and moves on. A run whose lease
     * has ended is closed as unknown, and begun again if its work is repeatable and the operation is not paused.
     *
     * @return what changes; empty if nothing is due, or somebody holds a lease
     */
    public Optional<ScheduleClaim> claim(Instant now, String owner, Duration time) {
        if (claimableAt().filter(at -> !at.isAfter(now)).isEmpty()) {
            return Optional.empty();
        }
        if (current.isEmpty()) {
            return Optional.of(nextRun.map(slot -> due(slot, now, owner, time)).orElseThrow());
        }
        return Optional.of(
                work.repeatable() && state == State.ENABLED
                        ? afterLost(now, lost -> begin(lost.slot(), lost.manual(), nextRun, now, owner, time))
                        : afterLost(now, lost -> new ScheduleClaim(released(), List.of())));
    }

    /** Closes the run whose node was lost, and does what is next. */
    private ScheduleClaim afterLost(Instant now, Function<ScheduledRun, ScheduleClaim> next) {
        ScheduledRun lost = current.orElseThrow();
        ScheduleClaim then = next.apply(lost);
        List<ScheduledRun> written = new ArrayList<>();
        written.add(lost.ended(
                now, Outcome.UNKNOWN, lost.taskId(), "its node " + lost.owner() + " was not heard of in time"));
        written.addAll(then.runs());
        return new ScheduleClaim(then.operation(), written);
    }

    /** Takes it although it is not due, paused or not; its planned times stay. Empty if somebody holds a lease. */
    public Optional<ScheduleClaim> claimNow(Instant now, String owner, Duration time) {
        if (lease.filter(held -> held.until().isAfter(now)).isPresent()) {
            return Optional.empty();
        }
        ScheduleClaim asked = begin(now, true, nextRun, now, owner, time);
        return Optional.of(current.isPresent() ? afterLost(now, lost -> asked) : asked);
    }

    private ScheduleClaim due(Instant slot, Instant now, String owner, Duration time) {
        Instant last = policy.due(name, slot).plus(policy.grace());
        boolean late = now.isAfter(last);
        if (late && policy.misfire() == MisfirePolicy.SKIP) {
            Instant stillInTime = now.minus(policy.grace()).minus(policy.jitter());
            Optional<Instant> next = schedule.nextAfter(slot.isAfter(stillInTime) ? slot : stillInTime);
            return skip(slot, next, now, owner, "nobody could begin it until " + last);
        }
        Optional<Instant> next = schedule.nextAfter(late && policy.misfire() == MisfirePolicy.RUN_ONCE ? now : slot);
        return policy.allows(now)
                ? begin(slot, false, next, now, owner, time)
                : skip(slot, next, now, owner, "outside of its maintenance windows");
    }

    private ScheduleClaim begin(
            Instant slot, boolean manual, Optional<Instant> next, Instant now, String owner, Duration time) {
        ScheduledRun run = run(slot, manual, now, owner);
        ScheduleLease held = new ScheduleLease(owner, now.plus(time));
        ScheduledOperation taken = new ScheduledOperation(
                name,
                work,
                parameters,
                schedule,
                policy,
                state,
                next,
                Optional.of(now),
                run.number(),
                Optional.of(run),
                Optional.of(held));
        return new ScheduleClaim(taken, List.of(run));
    }

    private ScheduleClaim skip(Instant slot, Optional<Instant> next, Instant now, String owner, String why) {
        ScheduledRun run = run(slot, false, now, owner).ended(now, Outcome.SKIPPED, Optional.empty(), why);
        return new ScheduleClaim(with(next, lastRun, run.number(), Optional.empty()), List.of(run));
    }

    private ScheduledRun run(Instant slot, boolean manual, Instant now, String owner) {
        return new ScheduledRun(
                name,
                runs + 1,
                slot,
                manual,
                owner,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Tells whether a run is the one at work, and not one that has lost its right. */
    public boolean isAtWork(ScheduledRun run) {
        return current.filter(mine -> mine.number() == run.number()).isPresent();
    }

    /** Returns a copy whose run is over. */
    public ScheduledOperation released() {
        return with(nextRun, lastRun, runs, Optional.empty());
    }

    /** Returns a copy whose lease ends later. */
    public ScheduledOperation renewed(Instant until) {
        return with(nextRun, lastRun, runs, lease.map(held -> new ScheduleLease(held.owner(), until)));
    }

    private ScheduledOperation at(State newState, Optional<Instant> next) {
        return new ScheduledOperation(
                name, work, parameters, schedule, policy, newState, next, lastRun, runs, current, lease);
    }

    private ScheduledOperation with(
            Optional<Instant> next, Optional<Instant> last, long count, Optional<ScheduleLease> held) {
        return new ScheduledOperation(
                name,
                work,
                parameters,
                schedule,
                policy,
                state,
                next,
                last,
                count,
                held.isPresent() ? current : Optional.empty(),
                held);
    }
}
