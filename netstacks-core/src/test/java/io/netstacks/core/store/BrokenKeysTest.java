package io.netstacks.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupTextPolicy;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.store.KeyProvider;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A place of keys that fails, as those of hosts may: nothing is stored, and nothing of it is quoted. */
class BrokenKeysTest {

    private static final String TEXT = "hostname edge1\nenable secret 5 $1$abcd$abcdefghijklmnopqrstu1\nend\n";

    private static final KeyProvider BROKEN = new KeyProvider() {
        @Override
        public DataKey current() {
            throw new IllegalStateException("c4nary-key");
        }

        @Override
        public Optional<DataKey> find(String id) {
            throw new NoClassDefFoundError("com/acme/Kms");
        }
    };

    @Test
    void keys_that_cannot_be_asked_for_are_a_typed_failure_and_nothing_is_stored() {
        try (NetStacks net = NetStacks.builder()
                .storage("memory")
                .discovery(false)
                .keys(BROKEN)
                .backupTexts(BackupTextPolicy.MASKED)
                .build()) {
            NewBackup taken = new NewBackup(
                    "edge1", "cisco_ios", Instant.EPOCH, Backup.Origin.MANUAL, "user:kim", ConfigText.of(TEXT, TEXT));

            assertThatThrownBy(() -> net.backups().saveImported(taken))
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("the current key")
                    .message()
                    .doesNotContain("c4nary");
            assertThat(net.backups().latest("edge1")).isEmpty();
        }
    }
}
