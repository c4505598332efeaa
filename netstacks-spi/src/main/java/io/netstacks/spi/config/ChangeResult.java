package io.netstacks.spi.config;

import io.netstacks.spi.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a change on one device. Immutable. Made by the library; compiled callers should not call the
 * constructor, because components may be added.
 *
 * @param device the device's name
 * @param status what became of it
 * @param lines what became of each line, in order
 * @param committed whether the device confirmed a commit; false where the platform has none
 * @param saved whether the device confirmed the save
 * @param diff what the device says that changes, where it can; secrets masked
 * @param backupId the backup that was taken before; empty if none was asked for
 * @param message a sentence for people
 * @param errorCode the code of the failure; empty if there was none
 * @param elapsed from the first step to the last
 */
public record ChangeResult(
        String device,
        ChangeStatus status,
        List<LineResult> lines,
        boolean committed,
        boolean saved,
        Optional<String> diff,
        Optional<BackupId> backupId,
        String message,
        Optional<ErrorCode> errorCode,
        Duration elapsed) {

    /** Copies the lines. */
    public ChangeResult {
        lines = List.copyOf(lines);
    }

    /** Tells whether everything that was asked for is done; true of a dry run too. */
    public boolean isOk() {
        return status == ChangeStatus.APPLIED || status == ChangeStatus.DRY_RUN;
    }

    /** Returns the lines with this status. */
    public List<LineResult> lines(LineResult.Status wanted) {
        return lines.stream().filter(line -> line.status() == wanted).toList();
    }

    /** Returns a copy that names the backup that was taken before. */
    public ChangeResult withBackup(BackupId id) {
        return new ChangeResult(
                device, status, lines, committed, saved, diff, Optional.of(id), message, errorCode, elapsed);
    }
}
