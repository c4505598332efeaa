package io.netstacks.core;

import io.netstacks.core.backup.BackupTextPolicy;
import io.netstacks.core.backup.Backups;
import io.netstacks.core.config.CommandPolicy;
import io.netstacks.core.credential.SecretReferences;
import io.netstacks.core.event.EventPublisher;
import io.netstacks.core.internal.cli.SessionOpener;
import io.netstacks.core.internal.gate.DeviceConnector;
import io.netstacks.core.internal.gate.DeviceGate;
import io.netstacks.core.internal.gate.LocalDeviceLocks;
import io.netstacks.core.internal.gate.OutputParsing;
import io.netstacks.core.internal.gate.Throttle;
import io.netstacks.core.internal.gate.WorkerThreads;
import io.netstacks.core.internal.plugin.ProviderLoader;
import io.netstacks.core.internal.plugin.ProviderTable;
import io.netstacks.core.internal.ssh.SshjTransportProvider;
import io.netstacks.core.internal.telnet.TelnetTransportProvider;
import io.netstacks.core.inventory.Connections;
import io.netstacks.core.inventory.Inventory;
import io.netstacks.core.memory.MemoryStorage;
import io.netstacks.core.parse.Parsers;
import io.netstacks.core.platform.Platforms;
import io.netstacks.core.plugin.Plugins;
import io.netstacks.core.session.SessionSettings;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Provider;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.SecretResolver;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.DeviceSource;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.event.NetStacksListener;
import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.platform.PlatformProvider;
import io.netstacks.spi.session.DeviceLocks;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.StorageProvider;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.spi.transport.HostKeyStore;
import io.netstacks.spi.transport.TransportProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Puts a {@link NetStacks} together. Everything has a default: SSH and Telnet, the built-in platforms, the storage that is
 * on the class path or else memory, host keys trusted on first use. Confined: one thread at a time.
 */
public final class NetStacksBuilder {

    private static final String KEY_VARIABLE = "NETSTACKS_KEYS";

    private final List<TransportProvider> transports = new ArrayList<>();
    private final List<PlatformProvider> platformProviders = new ArrayList<>();
    private final List<OutputParser> parsers = new ArrayList<>();
    private final List<String> replacing = new ArrayList<>();
    private final List<DeviceSource> sources = new ArrayList<>();
    private final List<NetStacksListener> listeners = new ArrayList<>();
    private final Map<String, Map<String, String>> settings = new LinkedHashMap<>();
    private Optional<StorageProvider> storage = Optional.empty();
    private Optional<String> storageId = Optional.empty();
    private Optional<CredentialProvider> credentials = Optional.empty();
    private Optional<HostKeyStore> hostKeys = Optional.empty();
    private Optional<Executor> executor = Optional.empty();
    private Optional<ClassLoader> classLoader = Optional.empty();
    private Optional<Path> platformFolder = Optional.empty();
    private Optional<Integer> sessionsPerSite = Optional.empty();
    private boolean discovery = true;
    private SecretResolver secrets = new SecretReferences();
    private Optional<KeyProvider> keys = Optional.empty();
    private BackupTextPolicy backupTexts = BackupTextPolicy.FULL;
    private Clock clock = Clock.systemUTC();
    private HostKeyPolicy hostKeyPolicy = HostKeyPolicy.TRUST_ON_FIRST_USE;
    private ConnectTimeouts timeouts = ConnectTimeouts.DEFAULT;
    private CommandPolicy commandPolicy = CommandPolicy.readOnly();
    private SessionSettings sessionSettings = SessionSettings.standard();
    private DeviceLocks locks = new LocalDeviceLocks();
    private int loginsPerRealm = 10;

    NetStacksBuilder() {}

    /** Adds devices; the source wins over the store where both know a name. */
    public NetStacksBuilder inventory(DeviceSource source) {
        sources.add(source);
        return this;
    }

    /** Adds a place for credentials; it is asked before the store, and before those that are added later. */
    public NetStacksBuilder credentials(CredentialProvider provider) {
        credentials = Optional.of(credentials.map(first -> first.or(provider)).orElse(provider));
        return this;
    }

    /** Uses a storage instead of the one on the class path. */
    public NetStacksBuilder use(StorageProvider provider) {
        storage = Optional.of(provider);
        return this;
    }

    /** Chooses a storage by id, where several are on the class path; {@code memory} is always there. */
    public NetStacksBuilder storage(String id) {
        storageId = Optional.of(id);
        return this;
    }

    /** Adds a transport. */
    public NetStacksBuilder use(TransportProvider provider) {
        transports.add(provider);
        return this;
    }

    /** Adds a transport that takes over the id of another one. */
    public NetStacksBuilder replace(TransportProvider provider) {
        replacing.add(provider.id());
        return use(provider);
    }

    /** Adds platforms. */
    public NetStacksBuilder use(PlatformProvider provider) {
        platformProviders.add(provider);
        return this;
    }

    /** Adds a parser; parsers are asked in the order in which they were added, the shipped templates last. */
    public NetStacksBuilder use(OutputParser parser) {
        parsers.add(parser);
        return this;
    }

    /** Reads platform files from a folder; each adds a platform, or overrides fields of one. */
    public NetStacksBuilder platforms(Path folder) {
        platformFolder = Optional.of(folder);
        return this;
    }

    /** Sets a setting of a provider, by its id; secrets are given by reference, for example {@code env:DB_PASSWORD}. */
    public NetStacksBuilder setting(String providerId, String key, String value) {
        settings.computeIfAbsent(providerId, id -> new LinkedHashMap<>()).put(key, value);
        return this;
    }

    /** Looks for providers on the class path or not; it does when never set. */
    public NetStacksBuilder discovery(boolean wanted) {
        discovery = wanted;
        return this;
    }

    /** Looks for providers with this class loader instead of the thread's. */
    public NetStacksBuilder classLoader(ClassLoader loader) {
        classLoader = Optional.of(loader);
        return this;
    }

    /** Sets what resolves references to secrets beyond {@code env:} and {@code file:}. */
    public NetStacksBuilder secrets(SecretResolver resolver) {
        secrets = new SecretReferences(resolver);
        return this;
    }

    /** Sets the keys that stored secrets are encrypted with. */
    public NetStacksBuilder keys(KeyProvider provider) {
        keys = Optional.of(provider);
        return this;
    }

    /** Sets whether backups keep secrets; they do, encrypted, when never set. */
    public NetStacksBuilder backupTexts(BackupTextPolicy policy) {
        backupTexts = policy;
        return this;
    }

    /** Sets what happens with unknown host keys; they are trusted on first use when never set. */
    public NetStacksBuilder hostKeys(HostKeyPolicy policy) {
        hostKeyPolicy = policy;
        return this;
    }

    /** Keeps trusted host keys elsewhere than in the storage, for example in a {@code known_hosts} file. */
    public NetStacksBuilder hostKeys(HostKeyStore store) {
        hostKeys = Optional.of(store);
        return this;
    }

    /** Sets how long the stages of a login may take. */
    public NetStacksBuilder timeouts(ConnectTimeouts value) {
        timeouts = value;
        return this;
    }

    /** Sets how sessions read. */
    public NetStacksBuilder sessions(SessionSettings value) {
        sessionSettings = value;
        return this;
    }

    /** Sets which commands pass as reading ones. */
    public NetStacksBuilder commandPolicy(CommandPolicy policy) {
        commandPolicy = policy;
        return this;
    }

    /** Sets how many logins of one credential realm may run at once; 10 when never set. */
    public NetStacksBuilder loginsPerRealm(int atOnce) {
        loginsPerRealm = atLeastOne("logins per realm", atOnce);
        return this;
    }

    /** Sets how many sessions a site may have at once, of whoever opens them; not limited when never set. */
    public NetStacksBuilder sessionsPerSite(int atOnce) {
        sessionsPerSite = Optional.of(atLeastOne("sessions per site", atOnce));
        return this;
    }

    private static int atLeastOne(String what, int value) {
        if (value < 1) {
            throw InvalidInputException.of(what + " must be at least 1 but is " + value);
        }
        return value;
    }

    /** Sets who holds devices, for example in a cluster. */
    public NetStacksBuilder locks(DeviceLocks provider) {
        locks = provider;
        return this;
    }

    /** Adds a listener. */
    public NetStacksBuilder listener(NetStacksListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Runs the work on devices with the host's executor, which the host closes. */
    public NetStacksBuilder executor(Executor hostExecutor) {
        executor = Optional.of(hostExecutor);
        return this;
    }

    /** Sets the clock. */
    public NetStacksBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * Looks for providers, opens the storage, and returns the entry.
     *
     * @throws InvalidInputException with everything that is wrong with the settings, or if a choice is missing
     * @throws io.netstacks.spi.error.StoreException if the storage cannot be opened
     */
    public NetStacks build() {
        ProviderTable table = new ProviderTable(new ProviderLoader(loaders()), discovery, settings);
        SshjTransportProvider ssh = new SshjTransportProvider();
        Map<String, TransportProvider> byId = table.keyed(
                TransportProvider.class, transports, List.of(ssh, new TelnetTransportProvider(ssh)), replacing);
        StorageProvider chosen = table.single(StorageProvider.class, storage, storageId, new MemoryStorage());
        Map<String, OutputParser> allParsers = table.keyed(OutputParser.class, parsers, List.of(), List.of());
        Map<String, ProviderContext> contexts = contexts(table, byId.values(), chosen);
        Platforms platforms = platforms(table);
        KeyProvider chosenKeys = keys.orElseGet(NetStacksBuilder::standardKeys);
        NetStacks net = assemble(
                table,
                platforms,
                byId,
                contexts,
                parsersInOrder(allParsers.values()),
                chosenKeys,
                chosen.open(contextOf(contexts, chosen), chosenKeys));
        return net;
    }

    /** The variable wins, because a host that sets it means it; the file is made when the first secret is stored. */
    private static KeyProvider standardKeys() {
        return System.getenv().containsKey(KEY_VARIABLE)
                ? KeyProviders.environment(KEY_VARIABLE)
                : KeyProviders.file(Path.of("netstacks-data", "key"));
    }

    private List<ClassLoader> loaders() {
        ClassLoader ours = NetStacks.class.getClassLoader();
        ClassLoader context = Objects.requireNonNullElse(Thread.currentThread().getContextClassLoader(), ours);
        ClassLoader first = classLoader.orElse(context);
        return first == ours ? List.of(ours) : List.of(first, ours);
    }

    private Map<String, ProviderContext> contexts(
            ProviderTable table, Collection<TransportProvider> byId, StorageProvider chosen) {
        Map<String, ProviderContext> contexts = new LinkedHashMap<>();
        Set<Provider> all = new HashSet<>(byId);
        all.add(chosen);
        for (Provider provider : all) {
            contexts.put(key(provider), new ProviderContext(table.settingsOf(provider), clock, secrets));
        }
        table.checkSettingIds(all.stream().map(Provider::id).toList());
        return contexts;
    }

    /** The host's first, then the library that the environment names, then what is shipped. */
    private static Parsers parsersInOrder(Collection<OutputParser> given) {
        Parsers.Builder order = Parsers.builder();
        given.forEach(order::parser);
        return order.build();
    }

    private static String key(Provider provider) {
        return provider.getClass().getName() + ":" + provider.id();
    }

    private static ProviderContext contextOf(Map<String, ProviderContext> contexts, Provider provider) {
        return Objects.requireNonNull(contexts.get(key(provider)), "every active provider has a context");
    }

    private Platforms platforms(ProviderTable table) {
        Platforms platforms = Platforms.builtIn();
        Map<String, PlatformProvider> providers =
                table.keyed(PlatformProvider.class, platformProviders, List.of(), List.of());
        for (PlatformProvider provider : providers.values()) {
            Platforms before = platforms;
            platforms = table.ask(PlatformProvider.class, provider, brings -> before.with(brings.platforms()))
                    .orElse(before);
        }
        return platformFolder.isPresent() ? platforms.with(platformFolder.get()) : platforms;
    }

    private NetStacks assemble(
            ProviderTable table,
            Platforms platforms,
            Map<String, TransportProvider> byId,
            Map<String, ProviderContext> contexts,
            Parsers allParsers,
            KeyProvider chosenKeys,
            Stores stores) {
        List<Runnable> closing = new ArrayList<>();
        try {
            Plugins plugins = table.finish();
            EventPublisher events = new EventPublisher(listeners, clock);
            Executor workers = executor.orElseGet(() -> {
                WorkerThreads threads = new WorkerThreads();
                closing.add(threads::close);
                return threads;
            });
            byId.values().stream()
                    .filter(provider -> provider instanceof AutoCloseable && !transports.contains(provider))
                    .forEach(provider -> closing.add(() -> closeQuietly((AutoCloseable) provider)));
            closing.add(stores::close);
            Inventory inventory = new Inventory(stores, sources);
            Connections connections = new Connections(stores, credentials, platforms::get, timeouts);
            DeviceGate gate = gate(
                    platforms,
                    byId,
                    provider -> contextOf(contexts, provider),
                    allParsers,
                    stores,
                    inventory,
                    connections,
                    events);
            Backups backups = new Backups(
                    inventory,
                    gate,
                    new Backups.Keeping(stores.backups(), stores.snapshots(), backupTexts, chosenKeys),
                    platforms::get,
                    workers,
                    events,
                    clock);
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
                    sessionsPerSite,
                    clock,
                    closing));
        } catch (RuntimeException | Error e) {
            stores.close();
            throw e;
        }
    }

    private DeviceGate gate(
            Platforms platforms,
            Map<String, TransportProvider> byId,
            Function<Provider, ProviderContext> contexts,
            Parsers allParsers,
            Stores stores,
            Inventory inventory,
            Connections connections,
            EventPublisher events) {
        DeviceConnector connector = new DeviceConnector(
                platforms,
                connections.credentials(),
                byId,
                contexts,
                new DeviceConnector.Rules(hostKeyPolicy, hostKeys.orElse(stores.hostKeys()), timeouts),
                new Throttle("a login in the realm", loginsPerRealm),
                (device, platform, who, connection, deadline) -> platform.isPresent()
                        ? SessionOpener.open(device, platform.get(), who, connection, sessionSettings, deadline)
                        : SessionOpener.openDetecting(
                                device, platforms.all(), who, connection, sessionSettings, deadline));
        return new DeviceGate(
                inventory,
                connections,
                locks,
                sessionsPerSite.map(most -> new Throttle("a session at the site", most)),
                connector,
                commandPolicy,
                new OutputParsing(allParsers),
                events);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) { // AutoCloseable declares it; closing must go on with the next one
            org.slf4j.LoggerFactory.getLogger(NetStacks.class)
                    .warn("could not close {}", closeable.getClass().getName(), e);
        }
    }
}
