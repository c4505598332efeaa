package io.netstacks.spi.agent;

/** How far an agent may go; each level includes the ones before. */
public enum AutonomyLevel {
    /** It reads. */
    DIAGNOSE,
    /** It drafts changes for people. */
    RECOMMEND,
    /** It makes changes that people approved. */
    EXECUTE
}
