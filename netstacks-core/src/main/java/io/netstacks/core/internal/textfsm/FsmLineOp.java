package io.netstacks.core.internal.textfsm;

/** Where a rule that matched goes on, as TextFSM 2.1 names it. */
public enum FsmLineOp {
    /** Not written: as {@link #NEXT}. */
    DEFAULT(""),
    /** To the next line. */
    NEXT("Next"),
    /** To the next rule, with the same line. */
    CONTINUE("Continue"),
    /** Nowhere: the run fails. */
    ERROR("Error");

    private final String label;

    FsmLineOp(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
