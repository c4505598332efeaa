package io.netstacks.core;

import io.netstacks.core.backup.BackupTextPolicy;
import io.netstacks.core.config.CommandPolicy;
import io.netstacks.core.credential.SecretReferences;
import io.netstacks.core.internal.gate.LocalDeviceLocks;
import io.netstacks.core.session.SessionSettings;
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
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.HostKeyPolicy;
import io.netstacks.spi.transport.HostKeyStore;
import io.netstacks.spi.transport.TransportProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Puts a {@link NetStacks} together. Everything has a default: SSH and Telnet, the built-in platforms, the storage that is
 * on the class path or else memory, host keys trusted on first use. Confined: one thread at a time.
 */
public final class NetStacksBuilder {

    final List<TransportProvider> transports = new ArrayList<>();
    final List<PlatformProvider> platformProviders = new ArrayList<>();
    final List<OutputParser> parsers = new ArrayList<>();
    final List<String> replacing = new ArrayList<>();
    final List<DeviceSource> sources = new ArrayList<>();
    final List<NetStacksListener> listeners = new ArrayList<>();
    final Map<String, Map<String, String>> settings = new LinkedHashMap<>();
    Optional<StorageProvider> storage = Optional.empty();
    Optional<String> storageId = Optional.empty();
    Optional<CredentialProvider> credentials = Optional.empty();
    Optional<HostKeyStore> hostKeys = Optional.empty();
    Optional<Executor> executor = Optional.empty();
    Optional<ClassLoader> classLoader = Optional.empty();
    Optional<Path> platformFolder = Optional.empty();
    Optional<Integer> sessionsPerSite = Optional.empty();
    boolean discovery = true;
    SecretResolver secrets = new SecretReferences();
    Optional<KeyProvider> keys = Optional.empty();
    BackupTextPolicy backupTexts = BackupTextPolicy.FULL;
    Clock clock = Clock.systemUTC();
    HostKeyPolicy hostKeyPolicy = HostKeyPolicy.TRUST_ON_FIRST_USE;
    ConnectTimeouts timeouts = ConnectTimeouts.DEFAULT;
    CommandPolicy commandPolicy = CommandPolicy.readOnly();
    SessionSettings sessionSettings = SessionSettings.standard();
    DeviceLocks locks = new LocalDeviceLocks();
    int loginsPerRealm = 10;

    NetStacksBuilder() {}

    /** Adds devices; the source is asked at each look-up, and wins over the store and later sources where they know a name too. */
    public NetStacksBuilder inventory(DeviceSource source) {
        sources.add(source);
        return this;
    }

    /** Adds a place for credentials; it is asked at each login, before the store, and before those that are added later. */
    public NetStacksBuilder credentials(CredentialProvider provider) {
        credentials = Optional.of(credentials.map(first -> first.or(provider)).orElse(provider));
        return this;
    }

    /**
     * Uses a storage instead of the one on the class path. When never set, and no other is chosen by id, it is the only one there;
     * if there are several {@link #build()} refuses to guess, and if there is none it is memory.
     */
    public NetStacksBuilder use(StorageProvider provider) {
        storage = Optional.of(provider);
        return this;
    }

    /** Chooses a storage by id, where several are on the class path; {@code memory} is always there. */
    public NetStacksBuilder storage(String id) {
        storageId = Optional.of(id);
        return this;
    }

    /** Adds a transport; an id that another one has is refused when this is built, {@code ssh} and {@code telnet} too. */
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

    /** Reads platform files from a folder, when this is built; each adds a platform, or overrides fields of one. */
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

    /** Looks for providers with this class loader first; with the context class loader of the thread that builds when never set. */
    public NetStacksBuilder classLoader(ClassLoader loader) {
        classLoader = Optional.of(loader);
        return this;
    }

    /** Sets what resolves references to secrets beyond {@code env:} and {@code file:}. */
    public NetStacksBuilder secrets(SecretResolver resolver) {
        secrets = new SecretReferences(resolver);
        return this;
    }

    /**
     * Sets the keys that stored secrets are encrypted with. When never set, those in the environment variable
     * {@code NETSTACKS_KEYS}; without that, those in the file {@code netstacks-data/key} of the working directory, which is made
     * when a database is opened, or a secret sealed, without it.
     */
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

    /** Sets how long the stages of a login may take; {@link ConnectTimeouts#DEFAULT} when never set. */
    public NetStacksBuilder timeouts(ConnectTimeouts value) {
        timeouts = value;
        return this;
    }

    /** Sets how sessions read and type; {@link SessionSettings#standard()} when never set. */
    public NetStacksBuilder sessions(SessionSettings value) {
        sessionSettings = value;
        return this;
    }

    /** Sets which commands pass as reading ones; {@link CommandPolicy#readOnly()} when never set. */
    public NetStacksBuilder commandPolicy(CommandPolicy policy) {
        commandPolicy = policy;
        return this;
    }

    /**
     * Sets how many logins of one credential realm may run at once; 10 when never set.
     *
     * @throws InvalidInputException if it is less than 1
     */
    public NetStacksBuilder loginsPerRealm(int atOnce) {
        loginsPerRealm = atLeastOne("logins per realm", atOnce);
        return this;
    }

    /**
     * Sets how many sessions a site may have at once, of whoever opens them; not limited when never set.
     *
     * @throws InvalidInputException if it is less than 1
     */
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

    /** Sets who holds devices, for example in a cluster; each process for itself when never set. */
    public NetStacksBuilder locks(DeviceLocks provider) {
        locks = provider;
        return this;
    }

    /** Adds a listener; listeners are told in the order in which they were added. */
    public NetStacksBuilder listener(NetStacksListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Runs the work on several devices at once with the host's executor, which the host closes; with daemon threads of our own,
     * which end with this, when never set. It should have a thread for each device that is worked on at once: with fewer, or a full
     * queue, the work takes longer.
     */
    public NetStacksBuilder executor(Executor hostExecutor) {
        executor = Optional.of(hostExecutor);
        return this;
    }

    /** Sets the clock, for all that is stored or compared; the system's in UTC when never set. Deadlines do not use it. */
    public NetStacksBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * Looks for providers, opens the storage, and returns the entry.
     *
     * @throws InvalidInputException with everything that is wrong with the settings, or if a choice is missing
     * @throws io.netstacks.spi.error.NotFoundException if there is no storage of the id that was chosen
     * @throws io.netstacks.spi.error.ProviderException if a provider that was given or chosen cannot work here
     * @throws io.netstacks.spi.error.StoreException if the storage cannot be opened
     */
    public NetStacks build() {
        return new NetStacksAssembly(this).net();
    }
}
