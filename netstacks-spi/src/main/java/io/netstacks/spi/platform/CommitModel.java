package io.netstacks.spi.platform;

/** When a configuration line takes effect. */
public enum CommitModel {
    /** At once; there is nothing to commit. */
    IMMEDIATE,
    /** At commit: lines go to a candidate. */
    CANDIDATE,
    /** At commit of a named configuration session. */
    SESSION,
    /** At once, unless a transaction was started before. */
    OPTIONAL,
    /** At once in the running configuration of the node, on the others when the pending configuration is committed. */
    PENDING,
    /** At once; whole files can be checked, replaced and rolled back. */
    FILE_REPLACE,
    /** At once; named checkpoints can be rolled back to. */
    CHECKPOINT,
    /** At once, with a timer started before that undoes what is not confirmed. */
    TIMER,
    /** At once; a lost session undoes what was done in it. */
    SESSION_UNDO,
    /** Revisions are staged and applied. */
    REVISION,
    /** Elsewhere: a controller owns the configuration. */
    MANAGED
}
