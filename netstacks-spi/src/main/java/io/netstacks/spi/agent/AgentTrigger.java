package io.netstacks.spi.agent;

/** What began an agent's session. */
public enum AgentTrigger {
    /** A person asked. */
    USER,
    /** An alert came in. */
    ALERT,
    /** A step of a procedure. */
    MOP,
    /** A schedule was due. */
    SCHEDULE,
    /** Another agent handed over. */
    HANDOFF
}
