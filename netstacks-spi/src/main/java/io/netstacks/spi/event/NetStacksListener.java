package io.netstacks.spi.event;

/**
 * Gets the news. Called by many threads, one call at a time per event, never while a lock is held; it should be quick.
 * What it throws is logged and does not disturb the work.
 */
@FunctionalInterface
public interface NetStacksListener {

    /** Gets one event. */
    void on(NetStacksEvent event);
}
