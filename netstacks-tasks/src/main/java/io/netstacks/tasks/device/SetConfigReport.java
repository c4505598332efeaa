package io.netstacks.tasks.device;

import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ChangeResult;
import java.time.Instant;
import java.util.List;

/**
 * What came of a change. Immutable.
 *
 * @param change what became of it on the device
 * @param checks what came of the assertions; empty if there were none or the change was not made
 * @param completedAt when it ended
 */
public record SetConfigReport(ChangeResult change, List<AssertionResult> checks, Instant completedAt) {

    /** Copies the checks. */
    public SetConfigReport {
        checks = List.copyOf(checks);
    }

    /** Returns a copy that names the backup that was taken before. */
    public SetConfigReport withBackup(BackupId id) {
        return new SetConfigReport(change.withBackup(id), checks, completedAt);
    }

    /** Tells whether the change is made, as asked, and everything holds. */
    public boolean isOk() {
        return change.isOk() && checks.stream().allMatch(check -> check.status() == AssertionResult.Status.PASSED);
    }
}
