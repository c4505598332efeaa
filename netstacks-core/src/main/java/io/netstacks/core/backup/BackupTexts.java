package io.netstacks.core.backup;

import io.netstacks.core.config.Configs;
import io.netstacks.core.store.SecretMarks;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.store.KeyProvider;
import java.util.Optional;

/**
 * Makes of a configuration what is stored of it. A masked text is hashed after it was masked: a hash over the secrets would
 * let everybody who can read it try secrets out. Safe for use by many threads.
 */
final class BackupTexts {

    private final BackupTextPolicy policy;
    private final KeyProvider keys;

    BackupTexts(BackupTextPolicy policy, KeyProvider keys) {
        this.policy = policy;
        this.keys = keys;
    }

    /**
     * Returns what is stored. Marks are made under the key of the device's latest backup as long as that key is known, because
     * marks under different keys say nothing about each other.
     */
    NewBackup stored(Platform platform, NewBackup taken, Optional<Backup> latest) {
        if (policy == BackupTextPolicy.FULL) {
            return taken;
        }
        SecretMarks marks = marks(latest.flatMap(Backup::maskedWith));
        String text = taken.text().reveal();
        String masked = platform.markSecrets(text, marks::of);
        return masked.equals(text) ? taken : taken.masked(Configs.normalize(platform, masked), marks.keyId());
    }

    /** Returns a configuration as a backup would have it, so that both can be compared. */
    ConfigText comparable(Platform platform, ConfigText text, Backup with) {
        return with.maskedWith()
                .map(key -> marks(Optional.of(key)))
                .map(marks -> Configs.normalize(platform, platform.markSecrets(text.reveal(), marks::of)))
                .orElse(text);
    }

    /** Tells whether a backup was made of a configuration; of marks whose key is gone nobody can tell, and its origin counts. */
    boolean isOf(Platform platform, NewBackup taken, Backup backup) {
        boolean keyIsGone =
                backup.maskedWith().filter(key -> keys.find(key).isEmpty()).isPresent();
        return keyIsGone
                ? backup.origin() == taken.origin()
                : comparable(platform, taken.text(), backup).rawHash().equals(backup.rawHash());
    }

    private SecretMarks marks(Optional<String> wantedKey) {
        return SecretMarks.under(wantedKey.flatMap(keys::find).orElseGet(keys::current));
    }
}
