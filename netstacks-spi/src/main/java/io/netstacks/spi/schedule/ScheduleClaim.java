package io.netstacks.spi.schedule;

import java.util.List;

/**
 * What taking an operation changes: the operation as it is then, and the runs that begin or end by it. A store that writes
 * this writes all of it or nothing. Immutable.
 *
 * @param operation the operation, with its lease and its next time
 * @param runs the runs to write, the last one being the one that was taken or skipped
 */
public record ScheduleClaim(ScheduledOperation operation, List<ScheduledRun> runs) {

    /** Copies the runs. */
    public ScheduleClaim {
        runs = List.copyOf(runs);
    }

    /** Returns the run that was taken, or skipped. */
    public ScheduledRun run() {
        return runs.get(runs.size() - 1);
    }
}
