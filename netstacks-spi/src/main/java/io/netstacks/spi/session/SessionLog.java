package io.netstacks.spi.session;

/**
 * Gets what goes over a session, line by line, secrets already masked. Called on the session's thread, so it must be
 * quick; what it throws is reported once and ignored after that.
 */
@FunctionalInterface
public interface SessionLog {

    /** Which way a line went. */
    enum Direction {
        /** From us to the device. */
        SENT,
        /** From the device to us. */
        RECEIVED
    }

    /** Gets one line without its line break. */
    void line(String device, Direction direction, String line);

    /** Returns a log that drops everything. */
    static SessionLog none() {
        return (device, direction, line) -> {};
    }
}
