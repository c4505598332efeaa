package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an execution is. Holds no secrets: an error is redacted by whoever writes it. Immutable.
 *
 * @param state where it is
 * @param step the id of the step that it is at; empty before the first
 * @param wakeAt from when on somebody is to go on with it; empty if nobody is until it is woken
 * @param error why it does not go on as planned, at most 1 000 000 characters; empty if it does
 */
public record MopProgress(
        MopExecutionState state, Optional<String> step, Optional<Instant> wakeAt, Optional<String> error) {

    /** Checks the sizes, and that what is over is not woken. */
    public MopProgress {
        step.ifPresent(id -> Limits.key("the step of an execution", id));
        error.ifPresent(text -> Limits.atMost(Limits.TEXT, "the error of an execution", text));
        if (state.isOver() && wakeAt.isPresent()) {
            throw InvalidInputException.of("an execution that is " + state + " is not woken any more");
        }
    }

    /** Returns the beginning: somebody is to take it from that time on. */
    public static MopProgress pending(Instant from) {
        return new MopProgress(MopExecutionState.PENDING, Optional.empty(), Optional.of(from), Optional.empty());
    }

    /** Returns that it goes on with a step, for whoever takes it from that time on. */
    public static MopProgress running(String step, Instant from) {
        return new MopProgress(MopExecutionState.RUNNING, Optional.of(step), Optional.of(from), Optional.empty());
    }

    /** Returns that it waits in a step until a time. */
    public static MopProgress waiting(String step, Instant until) {
        return new MopProgress(MopExecutionState.WAITING, Optional.of(step), Optional.of(until), Optional.empty());
    }

    /**
     * Returns that it waits in a step for people.
     *
     * @param until when the time for that is over; empty if it never is
     */
    public static MopProgress waitingForApproval(String step, Optional<Instant> until) {
        return new MopProgress(MopExecutionState.WAITING_APPROVAL, Optional.of(step), until, Optional.empty());
    }

    /** Returns that nobody knows what a step did, and a person has to look. */
    public static MopProgress unknown(String step, String error) {
        return new MopProgress(MopExecutionState.UNKNOWN, Optional.of(step), Optional.empty(), Optional.of(error));
    }

    /** Returns a copy that is over, at the step where it is. */
    public MopProgress ended(MopExecutionState how, Optional<String> why) {
        return new MopProgress(how, step, Optional.empty(), why);
    }

    /** Returns a copy that somebody goes on with from another time on. */
    public MopProgress wakingAt(Optional<Instant> time) {
        return new MopProgress(state, step, time, error);
    }
}
