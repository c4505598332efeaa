package io.netstacks.spi;

/**
 * Asked before each write to a device whether the work still may: a cluster's worker that lost its lease, because it was
 * paused or cut off, sends nothing any more. Safe for use by many threads.
 */
@FunctionalInterface
public interface WriteGuard {

    /** Lets everything pass. */
    WriteGuard OPEN = () -> {};

    /**
     * Returns if the work still may write.
     *
     * @throws io.netstacks.spi.error.OperationCancelledException if it may not, now and ever after
     */
    void check();

    /** Tells, without asking anybody, whether it is known already that the work may not write any more. */
    default boolean isLost() {
        return false;
    }
}
