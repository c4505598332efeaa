package io.netstacks.spi.agent;

/** Where an approval is. */
public enum ApprovalState {
    /** Nobody has decided. */
    PENDING,
    /** Somebody has allowed the action; it may be done once. */
    APPROVED,
    /** Somebody has not allowed it. */
    REJECTED,
    /** Nobody decided in time. */
    EXPIRED,
    /** Nobody needs it any more. */
    CANCELLED,
    /** The action was begun under it. */
    USED
}
