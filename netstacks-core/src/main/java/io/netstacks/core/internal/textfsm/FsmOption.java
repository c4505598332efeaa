package io.netstacks.core.internal.textfsm;

import java.util.Optional;

/** What a value does beyond holding the last text assigned to it, as TextFSM 2.1 names it. */
public enum FsmOption {
    /** Keeps its text for the next records, until another is assigned or all is cleared. */
    FILLDOWN("Filldown"),
    /** Writes its text into the records above that have none. */
    FILLUP("Fillup"),
    /** Identifies its row when tables are merged. */
    KEY("Key"),
    /** Collects every text that is assigned to it. */
    LIST("List"),
    /** Drops the record when it is empty. */
    REQUIRED("Required"),
    /** Does nothing; the reference engine happens to take this name, so templates may hold it. */
    BASE("OptionBase");

    private final String label;

    FsmOption(String label) {
        this.label = label;
    }

    static Optional<FsmOption> of(String label) {
        for (FsmOption option : values()) {
            if (option.label.equals(label)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return label;
    }
}
