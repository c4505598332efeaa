package io.netstacks.spi.backup;

import io.netstacks.spi.config.ConfigText;
import java.time.Instant;
import java.util.Optional;

/**
 * A complete configuration that is to be stored. Immutable.
 *
 * @param device the device's name
 * @param platform the platform's id
 * @param takenAt when the device showed it; a store may keep a later time, see {@link BackupStore#save}
 * @param origin why it was taken
 * @param createdBy who asked for it
 * @param text the configuration
 * @param maskedWith the id of the key under whose marks the secrets in the text are hidden; empty if it is as the device
 *     showed it
 */
public record NewBackup(
        String device,
        String platform,
        Instant takenAt,
        Backup.Origin origin,
        String createdBy,
        ConfigText text,
        Optional<String> maskedWith) {

    /** Creates one whose text is as the device showed it. */
    public NewBackup(
            String device, String platform, Instant takenAt, Backup.Origin origin, String createdBy, ConfigText text) {
        this(device, platform, takenAt, origin, createdBy, text, Optional.empty());
    }

    /**
     * Returns the time to keep: that of the device's latest backup if it is later, because a clock was stepped back; an imported
     * backup keeps its own, because it is history.
     */
    public Instant timeAfter(Optional<Backup> latest) {
        return latest.filter(old -> origin != Backup.Origin.IMPORTED)
                .map(Backup::takenAt)
                .filter(takenAt::isBefore)
                .orElse(takenAt);
    }

    /** Returns a copy with another text, whose secrets are hidden under that key. */
    public NewBackup masked(ConfigText maskedText, String keyId) {
        return new NewBackup(device, platform, takenAt, origin, createdBy, maskedText, Optional.of(keyId));
    }
}
