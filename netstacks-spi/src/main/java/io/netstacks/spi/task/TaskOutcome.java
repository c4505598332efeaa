package io.netstacks.spi.task;

/** How a task ended. */
public enum TaskOutcome {
    /** Everything that was asked for is done. */
    SUCCEEDED,
    /** A part is done; the result tells which. */
    PARTIAL,
    /** Nothing is done, or it is undone. */
    FAILED,
    /** Somebody cancelled it. */
    CANCELLED,
    /** Its time was used up. */
    TIMED_OUT,
    /** It was interrupted while it changed something: a person has to look. */
    UNKNOWN
}
