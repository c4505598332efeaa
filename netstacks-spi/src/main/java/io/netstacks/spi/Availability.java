package io.netstacks.spi;

/** Whether a provider can work here; asked once, before it is chosen. Immutable. */
public sealed interface Availability {

    /** It can. */
    record Ready() implements Availability {}

    /**
     * It cannot.
     *
     * @param reason a sentence that says what is missing and what to do, without secrets
     */
    record Unavailable(String reason) implements Availability {}

    /** Returns the usual answer. */
    static Availability ready() {
        return new Ready();
    }

    /** Returns the answer of a provider that misses something. */
    static Availability unavailable(String reason) {
        return new Unavailable(reason);
    }
}
