package io.netstacks.core.backup;

import io.netstacks.core.config.Captured;
import io.netstacks.core.config.Configs;
import io.netstacks.core.diff.ConfigComparison;
import io.netstacks.core.diff.DiffSide;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigDiff;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.platform.Platform;
import java.util.function.Function;

/**
 * Compares backups with each other, and with what devices run or should run. Where one text has its secrets masked, those of
 * the other are masked the same way before. Safe for use by many threads.
 */
final class BackupComparer {

    /** Reads what a device runs. */
    interface Running {
        Captured read(Device device, boolean setFormat, OperationContext context);
    }

    private final Function<BackupId, ConfigText> contents;
    private final Running running;
    private final BackupTexts texts;
    private final Function<String, Platform> platforms;

    BackupComparer(
            Function<BackupId, ConfigText> contents,
            Running running,
            BackupTexts texts,
            Function<String, Platform> platforms) {
        this.contents = contents;
        this.running = running;
        this.texts = texts;
        this.platforms = platforms;
    }

    ConfigDiff diff(Backup older, Backup newer) {
        return Configs.diff(
                platforms.apply(newer.platform()),
                stored(older, newer).text(),
                stored(newer, older).text());
    }

    ConfigComparison compare(Backup older, Backup newer) {
        return ConfigComparison.of(stored(older, newer), stored(newer, older));
    }

    ConfigComparison compareWithRunning(Backup backup, Device device, OperationContext context) {
        DiffSide before = stored(backup, backup);
        DiffSide now = running(device, before.text(), context);
        return ConfigComparison.of(
                before,
                new DiffSide(now.label(), now.platform(), texts.comparable(now.platform(), now.text(), backup)));
    }

    ConfigComparison compareWithIntended(Device device, ConfigText intended, OperationContext context) {
        DiffSide now = running(device, intended, context);
        return ConfigComparison.of(now, new DiffSide(device.name() + " intended", now.platform(), intended));
    }

    private DiffSide stored(Backup backup, Backup with) {
        Platform platform = platforms.apply(backup.platform());
        ConfigText text = contents.apply(backup.id());
        return new DiffSide(
                backup.device() + " " + backup.takenAt(),
                platform,
                backup.maskedWith().isPresent() ? text : texts.comparable(platform, text, with));
    }

    /** Reads it in the form of the other text: with braces where that has some, else as the lines that set it. */
    private DiffSide running(Device device, ConfigText other, OperationContext context) {
        Captured now = running.read(device, !hasBraces(other), context);
        return new DiffSide(device.name() + " running", now.platform(), now.text());
    }

    private static boolean hasBraces(ConfigText text) {
        return text.reveal().lines().anyMatch(line -> line.endsWith("{"));
    }
}
