package io.netstacks.spi.backup;

import io.netstacks.spi.config.ConfigText;
import java.time.Instant;

/**
 * A complete configuration that is to be stored. Immutable.
 *
 * @param device the device's name
 * @param platform the platform's id
 * @param takenAt when the device showed it
 * @param origin why it was taken
 * @param createdBy who asked for it
 * @param text the configuration
 */
public record NewBackup(
        String device, String platform, Instant takenAt, Backup.Origin origin, String createdBy, ConfigText text) {}
