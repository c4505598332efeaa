package io.netstacks.spi.stack;

/** What a deployment does when an item fails; what depends on the item is skipped in any case. */
public enum FailurePolicy {
    /** It goes on with everything else. */
    CONTINUE,
    /** It ends the wave and begins no other. */
    STOP_WAVE,
    /** It begins nothing more. */
    STOP_ALL,
    /** It begins nothing more and takes back what it did. */
    ROLLBACK
}
