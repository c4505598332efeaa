package io.netstacks.core;

import io.netstacks.core.backup.Backups;
import io.netstacks.core.event.EventPublisher;
import io.netstacks.core.internal.cli.SessionOpener;
import io.netstacks.core.internal.gate.DeviceConnector;
import io.netstacks.core.internal.gate.DeviceGate;
import io.netstacks.core.internal.gate.OutputParsing;
import io.netstacks.core.internal.gate.Throttle;
import io.netstacks.core.internal.gate.WorkerThreads;
import io.netstacks.core.internal.plugin.ProviderLoader;
import io.netstacks.core.internal.plugin.ProviderTable;
import io.netstacks.core.internal.ssh.SshjTransportProvider;
import io.netstacks.core.internal.store.GivenKeys;
import io.netstacks.core.internal.telnet.TelnetTransportProvider;
import io.netstacks.core.inventory.Connections;
import io.netstacks.core.inventory.Inventory;
import io.netstacks.core.memory.MemoryStorage;
import io.netstacks.core.parse.Parsers;
import io.netstacks.core.platform.Platforms;
import io.netstacks.core.plugin.Plugins;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Provider;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.platform.PlatformProvider;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.StorageProvider;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.transport.TransportProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.LoggerFactory;

/**
 * Puts together what a builder was told: finds the providers, opens the storage, joins the parts. One use, by one thread.
 */
final class NetStacksAssembly {

    private static final String KEY_VARIABLE = "NETSTACKS_KEYS";

    private final NetStacksBuilder told;
    private final ProviderTable table;
    private final Map<String, TransportProvider> transports;
    private final Platforms platforms;
    private final Parsers parsers;
    private final StorageProvider storage;
    private final Map<String, ProviderContext> contexts;
    private final KeyProvider keys;
    private final EventPublisher events;
    private final List<Runnable> closing = new ArrayList<>();

    /** Finds the providers. */
    NetStacksAssembly(NetStacksBuilder told) {
        this.told = told;
        table = new ProviderTable(new ProviderLoader(loaders()), told.discovery, told.settings);
        SshjTransportProvider ssh = new SshjTransportProvider();
        transports = table.keyed(
                TransportProvider.class,
                told.transports,
                List.of(ssh, new TelnetTransportProvider(ssh)),
                told.replacing);
        storage = table.single(StorageProvider.class, told.storage, told.storageId, new MemoryStorage());
        parsers = parsersInOrder(table.keyed(OutputParser.class, told.parsers, List.of(), List.of())
                .values());
        contexts = contexts();
        platforms = platforms();
        keys = told.keys.<KeyProvider>map(GivenKeys::new).orElseGet(NetStacksAssembly::standardKeys);
        events = new EventPublisher(told.listeners, told.clock);
    }

    /** Opens the storage, and joins everything. */
    NetStacks net() {
        Stores stores = storage.open(context(storage), keys);
        try {
            return join(stores);
        } catch (RuntimeException | Error e) {
            stores.close();
            throw e;
        }
    }

    private NetStacks join(Stores stores) {
        Plugins plugins = table.finish();
        Executor workers = told.executor.orElseGet(this::ownThreads);
        transports.values().stream()
                .filter(provider -> provider instanceof AutoCloseable && !told.transports.contains(provider))
                .forEach(provider -> closing.add(() -> closeQuietly((AutoCloseable) provider)));
        closing.add(stores::close);
        Inventory inventory = new Inventory(stores, told.sources);
        Connections connections =
                new Connections(stores, told.credentials, platforms::get, transports.keySet(), told.timeouts);
        DeviceGate gate = gate(stores, inventory, connections);
        Backups backups = new Backups(
                inventory,
                gate,
                new Backups.Keeping(stores.backups(), stores.snapshots(), told.backupTexts, keys),
                platforms::get,
                workers,
                events,
                told.clock);
        return new NetStacks(new NetStacks.Parts(
                plugins,
                platforms,
                stores,
                inventory,
                connections,
                gate,
                backups,
                events,
                workers,
                told.sessionsPerSite,
                told.clock,
                closing));
    }

    private Executor ownThreads() {
        WorkerThreads threads = new WorkerThreads();
        closing.add(threads::close);
        return threads;
    }

    private DeviceGate gate(Stores stores, Inventory inventory, Connections connections) {
        DeviceConnector connector = new DeviceConnector(
                platforms,
                connections.credentials(),
                transports,
                this::context,
                new DeviceConnector.Rules(told.hostKeyPolicy, told.hostKeys.orElse(stores.hostKeys()), told.timeouts),
                new Throttle("a login in the realm", told.loginsPerRealm),
                (device, platform, who, connection, deadline) -> platform.isPresent()
                        ? SessionOpener.open(device, platform.get(), who, connection, told.sessionSettings, deadline)
                        : SessionOpener.openDetecting(
                                device, platforms.all(), who, connection, told.sessionSettings, deadline));
        return new DeviceGate(
                inventory,
                connections,
                told.locks,
                told.sessionsPerSite.map(most -> new Throttle("a session at the site", most)),
                connector,
                told.commandPolicy,
                new OutputParsing(parsers),
                events);
    }

    private List<ClassLoader> loaders() {
        ClassLoader ours = NetStacks.class.getClassLoader();
        ClassLoader context = Objects.requireNonNullElse(Thread.currentThread().getContextClassLoader(), ours);
        ClassLoader first = told.classLoader.orElse(context);
        return first == ours ? List.of(ours) : List.of(first, ours);
    }

    private Map<String, ProviderContext> contexts() {
        Map<String, ProviderContext> found = new LinkedHashMap<>();
        Set<Provider> all = new HashSet<>(transports.values());
        all.add(storage);
        for (Provider provider : all) {
            found.put(key(provider), new ProviderContext(table.settingsOf(provider), told.clock, told.secrets));
        }
        table.checkSettingIds(all.stream().map(Provider::id).toList());
        return found;
    }

    private ProviderContext context(Provider provider) {
        return Objects.requireNonNull(contexts.get(key(provider)), "every active provider has a context");
    }

    private static String key(Provider provider) {
        return provider.getClass().getName() + ":" + provider.id();
    }

    private Platforms platforms() {
        Platforms known = Platforms.builtIn();
        Map<String, PlatformProvider> providers =
                table.keyed(PlatformProvider.class, told.platformProviders, List.of(), List.of());
        for (PlatformProvider provider : providers.values()) {
            Platforms before = known;
            known = table.ask(PlatformProvider.class, provider, brings -> before.with(brings.platforms()))
                    .orElse(before);
        }
        return told.platformFolder.isPresent() ? known.with(told.platformFolder.get()) : known;
    }

    /** The host's first, then the library that the environment names, then what is shipped. */
    private static Parsers parsersInOrder(Collection<OutputParser> given) {
        Parsers.Builder order = Parsers.builder();
        given.forEach(order::parser);
        return order.build();
    }

    /** The variable wins, because a host that sets it means it; the file is made when it is first asked for a key. */
    private static KeyProvider standardKeys() {
        return System.getenv().containsKey(KEY_VARIABLE)
                ? KeyProviders.environment(KEY_VARIABLE)
                : KeyProviders.file(Path.of("netstacks-data", "key"));
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) { // AutoCloseable declares it; closing must go on with the next one
            LoggerFactory.getLogger(NetStacks.class)
                    .warn("could not close {}", closeable.getClass().getName(), e);
        }
    }
}
