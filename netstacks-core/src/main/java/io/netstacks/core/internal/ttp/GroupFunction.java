package io.netstacks.core.internal.ttp;

/** What a function of a group does with a record, when the record is complete. */
@FunctionalInterface
interface GroupFunction {

    /** Changes the record, or returns false to have it dropped. */
    boolean apply(TtpRecord record, TtpCall call, TtpState state);
}
