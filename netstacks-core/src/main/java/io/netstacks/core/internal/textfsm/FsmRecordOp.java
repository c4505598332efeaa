package io.netstacks.core.internal.textfsm;

/** What a rule that matched does with the record, as TextFSM 2.1 names it. */
public enum FsmRecordOp {
    /** Not written: as {@link #NO_RECORD}. */
    DEFAULT(""),
    /** Clears what no Filldown keeps. */
    CLEAR("Clear"),
    /** Clears everything. */
    CLEAR_ALL("Clearall"),
    /** Puts the record out and clears it. */
    RECORD("Record"),
    /** Nothing. */
    NO_RECORD("NoRecord");

    private final String label;

    FsmRecordOp(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
