package io.netstacks.core.backup;

import io.netstacks.spi.config.BackupId;
import java.util.List;
import java.util.Optional;

/**
 * What a clean-up after devices that are gone deleted, or would. Immutable.
 *
 * @param devices the devices that have backups and are not in the inventory, by name
 * @param backupIds what was deleted, or would be, device by device, the oldest first
 * @param refusal why nothing may be deleted, a sentence; only in a dry run
 * @param dryRun whether nothing was deleted
 */
public record OrphanReport(List<String> devices, List<BackupId> backupIds, Optional<String> refusal, boolean dryRun) {

    /** Copies the lists. */
    public OrphanReport {
        devices = List.copyOf(devices);
        backupIds = List.copyOf(backupIds);
    }
}
