package io.netstacks.spi.backup;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps configurations. Safe for use by many threads; what has returned is durable. */
public interface BackupStore {

    /**
     * Saves a configuration, in one transaction: the same normalised hash as the device's latest backup verifies that one
     * instead of making a new one. The latest is the one with the latest {@code takenAt}, of several the last saved.
     *
     * <p>What a device shows now is its latest whatever a clock says that was stepped back: its {@code takenAt} is kept as that of
     * the latest if it would be before it. What is {@linkplain Backup.Origin#IMPORTED imported} keeps its time, as history does.
     */
    Backup.Saved save(NewBackup backup);

    /** Returns what is known about a backup. */
    Optional<Backup> find(BackupId id);

    /** Returns the text of a backup. */
    Optional<ConfigText> content(BackupId id);

    /** Returns the latest backup of a device. */
    Optional<Backup> latest(String device);

    /** Returns backups, the newest first. */
    Page<Backup> list(BackupQuery query, PageRequest page);

    /**
     * Counts backups. A store that can count them itself should; this reads all of their records, page by page, and what is
     * saved or deleted meanwhile may count or not.
     */
    default BackupCounts count(BackupQuery query) {
        long backups = 0;
        long characters = 0;
        Set<String> devices = new HashSet<>();
        Optional<Instant> oldest = Optional.empty();
        Optional<Instant> newest = Optional.empty();
        Optional<PageRequest> request = Optional.of(PageRequest.first(1000));
        while (request.isPresent()) {
            PageRequest current = request.get();
            Page<Backup> page = list(query, current);
            for (Backup backup : page.items()) {
                backups++;
                characters += backup.characters();
                devices.add(backup.device());
                oldest = Optional.of(backup.takenAt());
                newest = newest.isPresent() ? newest : oldest;
            }
            request = page.next().map(current::from);
        }
        return new BackupCounts(backups, devices.size(), characters, oldest, newest);
    }

    /**
     * Keeps a backup from being cleaned up, or no longer.
     *
     * @return whether there is such a backup
     */
    boolean pin(BackupId id, boolean pinned);

    /**
     * Adds a label to a backup.
     *
     * @return whether there is such a backup
     */
    boolean label(BackupId id, String label);

    /**
     * Takes a label from a backup.
     *
     * @return whether there is such a backup; also if it did not have the label
     */
    boolean unlabel(BackupId id, String label);

    /**
     * Deletes backups that a retention does not keep.
     *
     * @param dryRun whether they are only listed
     * @return the ids, the oldest first
     */
    List<BackupId> purge(Retention retention, boolean dryRun);

    /** Returns the names of the devices that have backups, in an order that stays. */
    Page<String> devices(PageRequest page);

    /**
     * Deletes the backups of a device that nobody needs any more, its latest too; never one that is pinned or has a label, that
     * was taken or verified at or after a time, or is a member of a snapshot that was created at or after it.
     *
     * @param dryRun whether they are only listed
     * @return the ids, the oldest first
     */
    List<BackupId> purgeDevice(String device, Instant since, boolean dryRun);

    /**
     * Encrypts the texts that are under an older key with the current one, so that the older key can be given up.
     *
     * @return how many texts that were; 0 in a store that encrypts none
     */
    default int rotate() {
        return 0;
    }
}
