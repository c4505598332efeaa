package io.netstacks.tasks.backup;

import io.netstacks.spi.config.BackupId;
import java.util.List;

/**
 * What a clean-up deleted. Immutable.
 *
 * @param backupIds what was deleted, or would be
 * @param retentionDays how many days backups are kept
 * @param dryRun whether nothing was deleted
 */
public record CleanupReport(List<BackupId> backupIds, int retentionDays, boolean dryRun) {

    /** Copies the ids. */
    public CleanupReport {
        backupIds = List.copyOf(backupIds);
    }
}
