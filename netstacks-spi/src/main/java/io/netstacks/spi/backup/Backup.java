package io.netstacks.spi.backup;

import io.netstacks.spi.config.BackupId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about one stored configuration; its text is read with {@link BackupStore#content}. Only complete
 * configurations are stored: a failed attempt is no backup. Immutable.
 *
 * @param id its id
 * @param device the device's name
 * @param platform the platform's id
 * @param takenAt when the device showed it
 * @param origin why it was taken
 * @param createdBy who asked for it, as {@code Actor.toString} shows
 * @param rawHash SHA-256 of the text
 * @param normalizedHash SHA-256 of the text without what changes by itself
 * @param characters the length of the text
 * @param verifiedAt when the device last showed the same configuration; {@code takenAt} at first
 * @param verifications how often the device showed it again since; 0 at first
 * @param pinned whether no clean-up may delete it
 * @param labels what people call it
 * @param maskedWith the id of the key under whose marks the secrets in the text are hidden, see {@link
 *     io.netstacks.spi.platform.SecretMark}; empty if the text is as the device showed it
 */
public record Backup(
        BackupId id,
        String device,
        String platform,
        Instant takenAt,
        Origin origin,
        String createdBy,
        String rawHash,
        String normalizedHash,
        int characters,
        Instant verifiedAt,
        int verifications,
        boolean pinned,
        Set<String> labels,
        Optional<String> maskedWith) {

    /** Why a backup was taken. */
    public enum Origin {
        /** Somebody asked for it. */
        MANUAL,
        /** A schedule was due. */
        SCHEDULED,
        /** A change was about to begin. */
        BEFORE_CHANGE,
        /** Another system took it. */
        IMPORTED
    }

    /** Copies the labels. */
    public Backup {
        labels = Set.copyOf(labels);
    }

    /** Returns the new backup that a configuration becomes in a store, which keeps that time of it. */
    public static Backup of(BackupId id, NewBackup given, Instant takenAt) {
        return new Backup(
                id,
                given.device(),
                given.platform(),
                takenAt,
                given.origin(),
                given.createdBy(),
                given.text().rawHash(),
                given.text().normalizedHash(),
                given.text().length(),
                takenAt,
                0,
                false,
                Set.of(),
                given.maskedWith());
    }

    /**
     * What came of saving. Immutable.
     *
     * @param backup the backup that now stands for the configuration
     * @param changed whether it is a new one; otherwise the latest one of the device was verified
     * @param previousId the latest backup before; empty if there was none
     */
    public record Saved(Backup backup, boolean changed, Optional<BackupId> previousId) {}
}
