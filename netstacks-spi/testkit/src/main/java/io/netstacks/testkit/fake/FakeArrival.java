package io.netstacks.testkit.fake;

/** What a simulated device does with a new TCP connection. */
public enum FakeArrival {
    /** Speaks its protocol. */
    NORMAL,
    /** Closes at once. */
    CLOSE,
    /** Accepts and never says anything. */
    SILENT,
    /** Sends bytes of no protocol for as long as somebody reads. */
    GARBAGE
}
