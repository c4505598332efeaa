package io.netstacks.spi.mop;

/** How a step run ended. */
public enum MopStepOutcome {
    /** It did what it was for. */
    SUCCEEDED,
    /** It did not; nothing is left in the air. */
    FAILED,
    /** It was not tried, for the reason that its summary says. */
    SKIPPED,
    /** It was stopped because nobody wants the execution any more. */
    CANCELLED,
    /** Nobody knows: whoever ran it was lost in the middle, or the device. */
    UNKNOWN
}
