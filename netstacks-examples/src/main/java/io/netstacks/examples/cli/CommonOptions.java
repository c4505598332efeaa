package io.netstacks.examples.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.adapter.jdbc.JdbcStorage;
import io.netstacks.core.NetStacks;
import io.netstacks.core.NetStacksBuilder;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.inventory.Inventories;
import io.netstacks.core.inventory.InventoryFormat;
import io.netstacks.core.inventory.PlatformNames;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.core.transport.HostKeyStores;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.DeviceSource;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.spi.transport.HostKeyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command may be told: where devices, credentials and the store are, and how to print. */
final class CommonOptions {

    /** What a worker needs for its leases and looks, beside one for each device. */
    private static final int CONNECTIONS_BESIDE = 4;

    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "FILE",
            description = "Devices in YAML, CSV, or the layout of Nornir or Ansible; without it those of the store.")
    private @Nullable Path inventory;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the store and its key are kept (default: ${DEFAULT-VALUE}).",
            defaultValue = "${sys:user.home}/.netstacks")
    private Path data = Path.of("");

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "A PostgreSQL that several processes share, for example jdbc:postgresql://db/netstacks, instead"
                            + " of the embedded database; who logs in is in NETSTACKS_DATABASE_USER and _PASSWORD.")
    private Optional<String> database = Optional.empty();

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "Trust host keys of this file, not of the store.")
    private @Nullable Path knownHosts;

    @Option(names = "--strict-host-keys", description = "Refuse host keys that are not known yet.")
    private boolean strict;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = {"-p", "--parallel"},
            paramLabel = "N",
            defaultValue = "20",
            description = "Devices at once (default: ${DEFAULT-VALUE}).")
    private int parallel = 20;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Time for each device (default: ${DEFAULT-VALUE}).")
    private int timeout = 120;

    /** Returns an entry over the embedded store; credentials come from NETSTACKS_USERNAME, _PASSWORD, _SECRET, _KEY_FILE. */
    NetStacks open() {
        if (parallel < 1 || timeout < 1) {
            throw InvalidInputException.of("--parallel and --timeout are at least 1");
        }
        NetStacksBuilder builder = NetStacks.builder()
                .credentials(CredentialSources.fromEnvironment("NETSTACKS"))
                .keys(keys())
                .hostKeys(strict ? HostKeyPolicy.STRICT : HostKeyPolicy.TRUST_ON_FIRST_USE)
                .loginsPerRealm(Math.max(10, parallel));
        if (database.isPresent()) {
            builder.use(JdbcStorage.at(database.get()).as(databaseUser(), databasePassword()));
        } else {
            builder.setting("jdbc", "directory", data.toString());
        }
        Path devices = inventory;
        if (devices != null) {
            builder.inventory(source(devices));
        }
        Path file = knownHosts;
        if (file != null) {
            builder.hostKeys(HostKeyStores.knownHosts(file));
        }
        return builder.build();
    }

    /** Returns where the host keys are that the entry trusts. */
    HostKeyStore hostKeys(NetStacks net) {
        Path file = knownHosts;
        return file == null ? net.stores().hostKeys() : HostKeyStores.knownHosts(file);
    }

    /** Returns connections to the database that is shared, for what is not the store's; the caller closes them. */
    Optional<HikariDataSource> shared() {
        return database.map(url -> {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(url);
            pool.setUsername(databaseUser());
            databasePassword().use(password -> {
                pool.setPassword(new String(password));
                return true;
            });
            pool.setMaximumPoolSize(parallel + CONNECTIONS_BESIDE);
            pool.setMinimumIdle(1);
            return pool;
        });
    }

    private static String databaseUser() {
        return System.getenv().getOrDefault("NETSTACKS_DATABASE_USER", System.getProperty("user.name", ""));
    }

    private static Secret databasePassword() {
        return Secret.of(System.getenv().getOrDefault("NETSTACKS_DATABASE_PASSWORD", ""));
    }

    /** Returns the keys of stored secrets; processes that share a database share the file. */
    KeyProvider keys() {
        return KeyProviders.file(data.resolve("key"));
    }

    static DeviceSource source(Path file) {
        return Inventories.read(file, InventoryFormat.of(file), PlatformNames.standard());
    }

    OperationContext context() {
        return context(1);
    }

    /** Returns a context that ends when so many devices, a few at once, have had their time. */
    OperationContext context(int devices) {
        long rounds = devices / parallel + 1L;
        return OperationContext.as(Actor.user(System.getProperty("user.name", "cli")))
                .within(perDevice().multipliedBy(rounds));
    }

    Duration perDevice() {
        return Duration.ofSeconds(timeout);
    }

    int parallel() {
        return parallel;
    }

    boolean json() {
        return json;
    }
}
