package io.netstacks.spi.stack;

/** What began a deployment. */
public enum DeploymentTrigger {
    /** A person. */
    MANUAL,
    /** A schedule that was due. */
    SCHEDULE,
    /** A step of a method of procedure. */
    MOP,
    /** An agent. */
    AGENT,
    /** Another system. */
    API
}
