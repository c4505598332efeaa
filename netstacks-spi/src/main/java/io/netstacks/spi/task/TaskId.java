package io.netstacks.spi.task;

import io.netstacks.spi.Limits;

/**
 * Which task. Opaque: made when the task is accepted, compared as it is, 1 to 512 characters. Immutable.
 *
 * @param value the id as text, as it stands in the database and on the command line
 */
public record TaskId(String value) {

    /** Checks the size. */
    public TaskId {
        Limits.key("a task's id", value);
    }

    /** The id as text. */
    @Override
    public String toString() {
        return value;
    }
}
