package io.netstacks.spi.mop;

/** What began an execution. */
public enum MopTrigger {
    /** A person. */
    MANUAL,
    /** A schedule that became due. */
    SCHEDULE,
    /** An agent in a session. */
    AGENT,
    /** An alert. */
    ALERT,
    /** Another system. */
    API
}
