package io.netstacks.tasks.internal;

import java.time.Duration;

/** Does short things later. Safe for use by many threads. */
interface TaskTimer extends AutoCloseable {

    /** Something that has not happened yet. */
    @FunctionalInterface
    interface Alarm {

        /** Makes it not happen, unless it already does. Idempotent. */
        void cancel();
    }

    /** Does something once, after a while. */
    Alarm after(Duration delay, Runnable what);

    /** Does something again and again; what it throws ends that. */
    Alarm every(Duration period, Runnable what);

    /** Forgets everything that was to happen. Idempotent, never throws. */
    @Override
    void close();
}
