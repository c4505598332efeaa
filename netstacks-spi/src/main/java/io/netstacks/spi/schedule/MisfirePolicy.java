package io.netstacks.spi.schedule;

/** What becomes of a planned time that nobody could keep, because nothing ran then, or the run before was still at work. */
public enum MisfirePolicy {
    /** It is not made up for. */
    SKIP,
    /** One run makes up for all that were missed. */
    RUN_ONCE,
    /** Each one is made up for, one after the other. */
    RUN_ALL
}
