package io.netstacks.spi.schedule;

/** What sort of work a scheduled operation does. */
public enum ScheduledWork {
    /** Backs up devices. */
    BACKUP(true),
    /** Deletes old backups. */
    CLEANUP(true),
    /** Deploys a stack. */
    DEPLOY(false),
    /** Runs a method of procedure. */
    MOP(false);

    private final boolean repeatable;

    ScheduledWork(boolean repeatable) {
        this.repeatable = repeatable;
    }

    /** Tells whether a run that was lost is done again; what changes devices is not. */
    public boolean repeatable() {
        return repeatable;
    }
}
