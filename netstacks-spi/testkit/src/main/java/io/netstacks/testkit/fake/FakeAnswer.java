package io.netstacks.testkit.fake;

/** A function that answers lines; it has to be safe for use by many threads if the device serves many sessions. */
@FunctionalInterface
public interface FakeAnswer {

    /** Returns what the device does about the line. */
    FakeReply answer(FakeCall call);
}
