package io.netstacks.core.inventory;

import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.device.JumpHop;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.store.CredentialStore;
import io.netstacks.spi.store.DeviceOverrideStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.transport.ConnectTimeouts;
import io.netstacks.spi.transport.SshProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Decides how a device is reached: what the request says, else its override, else the device, else what the host set for all,
 * else what is built in. Every session asks here.
 *
 * <p>A session costs two look-ups of the override by the device's name, one before it waits for the device and one when it has it;
 * where there are no overrides at all it costs none: that there are none is asked for once a second. So the first override that
 * somebody else stores is heeded within a second, and every other one, and all that are set here, at once.
 *
 * <p>Safe for use by many threads.
 */
public final class Connections {

    private final DeviceOverrideStore overrides;
    private final CredentialStore stored;
    private final Optional<CredentialProvider> given;
    private final CredentialProvider credentials;
    private final Function<String, Platform> platforms;
    private final Set<String> transports;
    private final ConnectTimeouts timeouts;
    private final OverrideLookup lookup;

    /**
     * For the library; hosts get theirs from {@code NetStacks.connections}.
     *
     * @param given the host's credentials, which are asked before those in the store
     * @param platforms finds a platform by id or alias, and throws with near matches if there is none
     * @param transports the ids of the transports that there are
     * @param timeouts those of devices that have no others
     */
    public Connections(
            Stores stores,
            Optional<CredentialProvider> given,
            Function<String, Platform> platforms,
            Set<String> transports,
            ConnectTimeouts timeouts) {
        this.overrides = stores.deviceOverrides();
        this.stored = stores.credentials();
        this.given = given.map(GivenCredentials::new);
        CredentialProvider ours = new StoredCredentials(stored);
        this.credentials = this.given.map(first -> first.or(ours)).orElse(ours);
        this.platforms = platforms;
        this.transports = Set.copyOf(transports);
        this.timeouts = timeouts;
        this.lookup = new OverrideLookup(overrides, System::nanoTime);
    }

    /** Returns the credentials by their names: the host's first, then those in the store, and the store's default. */
    public CredentialProvider credentials() {
        return credentials;
    }

    /**
     * Sets what is otherwise for a device.
     *
     * @throws io.netstacks.spi.error.NotFoundException if it names a platform that does not exist
     * @throws io.netstacks.spi.error.InvalidInputException if it names an SSH profile that does not exist
     */
    public Stored<DeviceOverride> set(DeviceOverride override) {
        return heeded(checked(override), overrides::save);
    }

    /**
     * Sets what is otherwise for a device, if nobody has changed it meanwhile.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     */
    public Stored<DeviceOverride> set(DeviceOverride override, long expectedVersion) {
        return heeded(checked(override), checked -> overrides.update(checked, expectedVersion));
    }

    /** Stores an override that every session heeds from now on. */
    private Stored<DeviceOverride> heeded(
            DeviceOverride override, Function<DeviceOverride, Stored<DeviceOverride>> storing) {
        try {
            return storing.apply(override);
        } finally {
            lookup.forget();
        }
    }

    /** Returns it with the platform's id where it had an alias. */
    private DeviceOverride checked(DeviceOverride override) {
        ConnectionOverride connection = override.connection();
        connection.sshProfile().ifPresent(SshProfile::of);
        return connection
                .platform()
                .flatMap(this::platform)
                .map(platform -> override.withConnection(connection.withPlatform(platform.id())))
                .orElse(override);
    }

    /** Returns the platform of that name; empty if the device has to tell. */
    private Optional<Platform> platform(String name) {
        return name.equals("autodetect") ? Optional.empty() : Optional.of(platforms.apply(name));
    }

    /** Returns the override of a device. */
    public Optional<Stored<DeviceOverride>> override(String device) {
        return overrides.find(device);
    }

    /**
     * Takes the override of a device away.
     *
     * @return whether there was one
     */
    public boolean clear(String device) {
        return overrides.delete(device);
    }

    /** Returns how a device is reached. */
    public EffectiveConnection resolve(Device device) {
        return resolve(device, ConnectionOverride.NONE);
    }

    /**
     * Returns how a device is reached for a request with wishes of its own.
     *
     * @param request what goes before everything else
     * @throws io.netstacks.spi.error.InvalidInputException if an override and the device do not go together
     */
    public EffectiveConnection resolve(Device device, ConnectionOverride request) {
        ConnectionChoice choice = choice(device, request);
        return new EffectiveConnection(choice.device(), choice.timeouts(), choice.refusal());
    }

    private ConnectionChoice choice(Device device, ConnectionOverride request) {
        return new ConnectionChoice(request, lookup.find(device.name()), device, timeouts);
    }

    /** Tells what a session with a device would be made with, and why; nothing is connected. */
    public ConnectionExplanation explain(Device device) {
        return explain(device, ConnectionOverride.NONE);
    }

    /** Tells what a session would be made with for a request with wishes of its own; nothing is connected. */
    public ConnectionExplanation explain(Device device, ConnectionOverride request) {
        ConnectionChoice choice = choice(device, request);
        Device used = choice.device();
        List<String> problems = new ArrayList<>();
        choice.refusal().ifPresent(reason -> problems.add(device.name() + " is " + reason));
        problem(() -> platform(used.platform())).ifPresent(problems::add);
        credentialNames(used)
                .forEach(name ->
                        problem(() -> requireCredentials(used.name(), name)).ifPresent(problems::add));
        problem(() -> requireTransport(used, transports)).ifPresent(problems::add);
        problem(() -> SshProfile.of(used.sshProfile())).ifPresent(problems::add);
        return new ConnectionExplanation(device.name(), choice.values(defaultName()), choice.notes(), problems);
    }

    /**
     * Returns what is wrong with the credentials that the way to a device takes (its own, those of jump hosts and of a proxy),
     * as a sentence about the first that do not exist; empty if all do.
     */
    public Optional<String> withoutCredentials(Device device) {
        return credentialNames(device)
                .filter(name -> credentials.find(name).isEmpty())
                .findFirst()
                .map(name -> noCredentials(device.name(), name, credentials.names()));
    }

    private static Stream<String> credentialNames(Device device) {
        Stream<String> hops = device.hops().stream().map(JumpHop::credential);
        Stream<String> proxy = device.proxy().flatMap(ProxySpec::credential).stream();
        return Stream.concat(Stream.of(device.credential()), Stream.concat(hops, proxy))
                .distinct();
    }

    private void requireCredentials(String device, String name) {
        if (credentials.find(name).isEmpty()) {
            throw new NotFoundException(noCredentials(device, name, credentials.names()));
        }
    }

    private static Optional<String> problem(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (NetStacksException e) {
            return Optional.of(e.reason());
        }
    }

    /** Returns the name of what a device gets that names no credentials; empty if nobody can say. */
    private Optional<String> defaultName() {
        try {
            boolean fromHost = given.flatMap(provider -> provider.find(CredentialStore.DEFAULT))
                    .isPresent();
            return fromHost ? Optional.of(CredentialStore.DEFAULT) : stored.defaultName();
        } catch (NetStacksException e) {
            return Optional.empty(); // a device that needs them has it among its problems
        }
    }

    /** Returns the sentence about credentials that do not exist. */
    public static String noCredentials(String device, String name, List<String> known) {
        return device + ": no credentials named \"" + name + "\""
                + NearMatches.hint(name, known, "add them to a credential source or name others on the device");
    }

    /**
     * Checks the transport of a device.
     *
     * @throws NotFoundException with near matches if there is none of its name
     */
    public static void requireTransport(Device device, Set<String> known) {
        if (!known.contains(device.transport())) {
            throw NotFoundException.of(
                    "transport (wanted by " + device.name() + ")",
                    device.transport(),
                    NearMatches.of(device.transport(), known));
        }
    }
}
