package io.netstacks.spi.session;

import io.netstacks.spi.Deadline;

/** One writer per device, in this process or, with a provider for it, in a cluster. Safe for use by many threads. */
public interface DeviceLocks {

    /**
     * Waits for the device to be free and takes it.
     *
     * @throws io.netstacks.spi.error.DeadlineExceededException if it does not get free in time
     * @throws io.netstacks.spi.error.OperationCancelledException if the thread is interrupted
     */
    Held acquire(String device, Deadline deadline);

    /** A device that is ours until it is closed. */
    interface Held extends AutoCloseable {

        /** Returns a number that is higher than that of every earlier holder. */
        long fencingNumber();

        /** Gives it back. Idempotent, never throws. */
        @Override
        void close();
    }
}
