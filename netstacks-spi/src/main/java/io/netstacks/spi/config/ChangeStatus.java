package io.netstacks.spi.config;

/** What became of a change. Only {@link #APPLIED} means that everything that was asked for is done and kept. */
public enum ChangeStatus {
    /** Every line was taken, committed where the platform commits, and saved where that was asked for. */
    APPLIED,
    /** It is in the running configuration, but the device did not confirm the save. */
    APPLIED_NOT_SAVED,
    /** A line or the commit was refused; {@link LineResult} tells which lines are in effect. */
    REJECTED,
    /** It was refused or failed, and the device is as before. */
    ROLLED_BACK,
    /** Nothing was to be changed, and nothing was. */
    DRY_RUN,
    /** It could not begin; no line was sent. */
    FAILED,
    /** The session broke after lines were sent: nobody knows what is in effect until somebody looks. */
    UNKNOWN
}
