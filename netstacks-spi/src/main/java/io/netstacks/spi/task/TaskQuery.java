package io.netstacks.spi.task;

import java.time.Instant;
import java.util.Optional;

/**
 * Which tasks are listed; what is empty does not restrict. Immutable.
 *
 * @param name of this operation
 * @param subject with this subject
 * @param state in this state
 * @param outcome ended so
 * @param since submitted at or after
 */
public record TaskQuery(
        Optional<String> name,
        Optional<String> subject,
        Optional<TaskState> state,
        Optional<TaskOutcome> outcome,
        Optional<Instant> since) {

    /** Returns a query for all. */
    public static TaskQuery all() {
        return new TaskQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a query for tasks in a state. */
    public static TaskQuery in(TaskState state) {
        return new TaskQuery(
                Optional.empty(), Optional.empty(), Optional.of(state), Optional.empty(), Optional.empty());
    }

    /** Returns a query for tasks that ended so; {@code UNKNOWN} are those that a person has to look after. */
    public static TaskQuery ended(TaskOutcome outcome) {
        return new TaskQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(outcome), Optional.empty());
    }
}
