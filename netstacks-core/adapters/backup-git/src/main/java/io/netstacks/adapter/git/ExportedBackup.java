package io.netstacks.adapter.git;

import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a commit says about the backup that it is, at the end of its message. */
record ExportedBackup(BackupId id, Instant takenAt) {

    private static final String ID = "Backup: ";
    private static final String TAKEN = "Taken: ";

    static String message(Backup backup) {
        return VisibleName.of(backup.device()) + ": " + backup.origin().name().toLowerCase(Locale.ROOT)
                + " backup\n\n" + ID + backup.id() + "\n" + TAKEN + backup.takenAt() + "\nPlatform: "
                + VisibleName.of(backup.platform()) + "\nHash: " + backup.normalizedHash() + "\n";
    }

    /** Returns what a message says; empty if it is not one of ours. */
    static Optional<ExportedBackup> read(String message) {
        Map<String, String> found = new HashMap<>();
        message.lines().forEach(line -> {
            for (String key : new String[] {ID, TAKEN}) {
                if (line.startsWith(key)) {
                    found.put(key, line.substring(key.length()));
                }
            }
        });
        String id = found.get(ID);
        String taken = found.get(TAKEN);
        if (id == null || taken == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ExportedBackup(new BackupId(id), Instant.parse(taken)));
        } catch (DateTimeParseException | InvalidInputException e) {
            return Optional.empty();
        }
    }
}
