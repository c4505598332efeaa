package io.netstacks.spi.task;

/** Where a task is. */
public enum TaskState {
    /** Accepted, not begun. */
    PENDING,
    /** At work. */
    RUNNING,
    /** Over; {@link TaskOutcome} tells how. */
    FINISHED
}
