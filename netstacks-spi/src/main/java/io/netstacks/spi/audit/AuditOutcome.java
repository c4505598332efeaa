package io.netstacks.spi.audit;

/** What became of an audited action. */
public enum AuditOutcome {
    /** It was done. */
    DONE,
    /** It was not allowed, and not tried. */
    DENIED,
    /** It was tried in vain. */
    FAILED
}
