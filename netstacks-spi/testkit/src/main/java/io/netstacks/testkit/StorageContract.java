package io.netstacks.testkit;

import static io.netstacks.testkit.StorageSubject.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Settings;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.Stores;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.netstacks.spi.store.StorageProvider} has to prove. A test of a provider extends it and opens empty
 * stores for each test:
 *
 * <pre>{@code
 * class MemoryStorageTest extends StorageContract {
 *     @Override
 *     protected Stores open(ProviderContext context, KeyProvider keys) {
 *         return new MemoryStorage().open(context, keys);
 *     }
 * }
 * }</pre>
 *
 * <p>Confined: one thread at a time, as JUnit runs it.
 */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields before each test
public abstract class StorageContract
        implements StorageInventoryTests,
                StorageConnectionTests,
                StorageBackupTests,
                StorageBackupListTests,
                StorageRetentionTests,
                StorageSnapshotTests,
                StorageTaskTests,
                StorageScheduleTests,
                StorageAuditTests,
                StorageAgentSetupTests,
                StorageAgentTests,
                StorageApprovalTests,
                StorageIncidentTests,
                StorageTemplateTests,
                StorageStackTests,
                StorageDeploymentTests,
                StorageBlueprintTests,
                StorageMopTests,
                StorageMopExecutionTests,
                StorageMopClaimTests,
                StorageMopStepRunTests,
                StorageKnowledgeTests,
                StorageSettingTests,
                StorageLongNameTests,
                StorageNameLimitTests {

    private StorageKeys keys;
    private Stores stores;

    /** Creates the contract for one test. */
    protected StorageContract() {}

    /**
     * Opens empty stores.
     *
     * @param context a clock that stands still, and default settings
     * @param keys what secrets are encrypted with
     */
    protected abstract Stores open(ProviderContext context, KeyProvider keys);

    /** Tells whether the stores encrypt with the keys that they get; true unless overridden. */
    @Override
    public boolean encrypts() {
        return true;
    }

    /** Returns the context that the contract opens stores with. */
    protected static ProviderContext context() {
        return new ProviderContext(Settings.defaults(), Clock.fixed(NOW, ZoneOffset.UTC), reference -> {
            throw NotFoundException.of("secret", reference, List.of());
        });
    }

    @BeforeEach
    final void openStores() {
        keys = new StorageKeys();
        stores = open(context(), keys);
    }

    @AfterEach
    final void closeStores() {
        stores.close();
    }

    @Override
    public final Stores stores() {
        return stores;
    }

    @Override
    public final StorageKeys keys() {
        return keys;
    }

    @Test
    void a_transaction_keeps_everything() {
        BackupId id = stores.inTransaction(tx -> {
            tx.devices().save(Device.named("r1").build());
            tx.credentials().save("lab", Credentials.password("kim", "x"));
            return tx.backups().save(config("r1", NOW, "a")).backup().id();
        });

        assertThat(stores.devices().find("r1")).isPresent();
        assertThat(stores.credentials().names()).containsExactly("lab");
        assertThat(stores.backups().latest("r1").map(Backup::id)).contains(id);
    }

    @Test
    void an_exception_undoes_the_whole_transaction_and_comes_out_as_it_is() {
        stores.devices().save(Device.named("kept").platform("cisco_ios").build());
        stores.backups().save(config("kept", NOW, "a"));
        IllegalStateException mine = new IllegalStateException("mine");

        assertThatThrownBy(() -> stores.inTransaction(tx -> {
                    tx.devices()
                            .save(Device.named("kept").platform("arista_eos").build());
                    tx.devices().save(Device.named("new").build());
                    tx.credentials().save("lab", Credentials.password("kim", "x"));
                    tx.backups().save(config("kept", NOW.plusSeconds(1), "a"));
                    tx.backups().save(config("kept", NOW.plusSeconds(1), "b"));
                    assertThat(tx.devices().find("new"))
                            .as("a transaction sees itself")
                            .isPresent();
                    throw mine;
                }))
                .isSameAs(mine);

        Stored<Device> kept = stores.devices().find("kept").orElseThrow();
        assertThat(kept.value().platform()).isEqualTo("cisco_ios");
        assertThat(kept.version()).isEqualTo(1);
        assertThat(stores.devices().find("new")).isEmpty();
        assertThat(stores.credentials().names()).isEmpty();
        assertThat(stores.backups().list(BackupQuery.all(), PageRequest.first()).items())
                .singleElement()
                .satisfies(backup -> assertThat(backup.verifications()).isZero());
    }

    @Test
    void a_nested_transaction_joins_the_outer_one() {
        assertThatThrownBy(() -> stores.inTransaction(outer -> {
                    outer.inTransaction(
                            inner -> inner.devices().save(Device.named("r1").build()));
                    throw new IllegalStateException("outer fails after inner has ended");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(stores.devices().find("r1")).isEmpty();
    }

    @Test
    void a_nested_transaction_that_fails_is_undone_alone() {
        stores.inTransaction(outer -> {
            outer.devices().save(Device.named("outer").build());
            assertThatThrownBy(() -> outer.inTransaction(inner -> {
                        inner.devices().save(Device.named("inner").build());
                        throw new IllegalStateException("inner");
                    }))
                    .hasMessage("inner");
            return outer.devices().save(Device.named("after").build());
        });

        assertThat(stores.devices().find("outer")).isPresent();
        assertThat(stores.devices().find("inner")).isEmpty();
        assertThat(stores.devices().find("after")).isPresent();
    }

    @Test
    void a_conflict_inside_a_transaction_leaves_it_usable() {
        stores.devices().save(Device.named("r1").build());

        stores.inTransaction(tx -> {
            assertThatThrownBy(() -> tx.devices().update(Device.named("r1").build(), 99))
                    .isInstanceOf(ConflictException.class);
            return tx.devices().save(Device.named("r2").build());
        });

        assertThat(stores.devices().find("r2")).isPresent();
    }

    @Test
    void closing_twice_is_fine_and_later_use_is_a_store_failure() {
        stores.close();
        stores.close();

        assertThatThrownBy(() -> stores.devices().find("r1"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("closed");
    }
}
