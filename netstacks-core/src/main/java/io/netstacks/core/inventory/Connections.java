package io.netstacks.core.inventory;

import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.error.NetStacksException;
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
import java.util.function.Function;

/**
 * Decides how a device is reached: what the request says, else its override, else the device, else what the host set for all,
 * else what is built in. Every session asks here.
 *
 * <p>A session costs one look-up of the override by the device's name, and where there are no overrides at all not even that:
 * that there are none is asked for once a second. So the first override that somebody else stores is heeded within a second,
 * and every other one, and all that are set here, at once.
 *
 * <p>Safe for use by many threads.
 */
public final class Connections {

    private final DeviceOverrideStore overrides;
    private final CredentialStore stored;
    private final Optional<CredentialProvider> given;
    private final CredentialProvider credentials;
    private final Function<String, Platform> platforms;
    private final ConnectTimeouts timeouts;
    private final OverrideLookup lookup;

    /**
     * Creates it.
     *
     * @param given the host's credentials, which are asked before those in the store
     * @param platforms finds a platform by id or alias, and throws with near matches if there is none
     * @param timeouts those of devices that have no others
     */
    public Connections(
            Stores stores,
            Optional<CredentialProvider> given,
            Function<String, Platform> platforms,
            ConnectTimeouts timeouts) {
        this.overrides = stores.deviceOverrides();
        this.stored = stores.credentials();
        this.given = given;
        CredentialProvider ours = new StoredCredentials(stored);
        this.credentials = given.map(first -> first.or(ours)).orElse(ours);
        this.platforms = platforms;
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
        DeviceOverride checked = checked(override);
        try {
            return overrides.save(checked);
        } finally {
            lookup.forget();
        }
    }

    /**
     * Sets what is otherwise for a device, if nobody has changed it meanwhile.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     */
    public Stored<DeviceOverride> set(DeviceOverride override, long expectedVersion) {
        return overrides.update(checked(override), expectedVersion);
    }

    /** Returns it with the platform's id where it had an alias. */
    private DeviceOverride checked(DeviceOverride override) {
        ConnectionOverride connection = override.connection();
        connection.sshProfile().ifPresent(SshProfile::of);
        Optional<String> id = connection.platform().filter(name -> !name.equals("autodetect"));
        if (id.isEmpty()) {
            return override;
        }
        Platform platform = platforms.apply(id.get());
        return override.withConnection(connection.withPlatform(platform.id()));
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
        List<String> problems = new ArrayList<>();
        choice.refusal().ifPresent(reason -> problems.add(device.name() + " is " + reason));
        String name = choice.device().credential();
        if (credentials.find(name).isEmpty()) {
            problems.add(noCredentials(device.name(), name, credentials.names()));
        }
        problem(() -> checked(DeviceOverride.of(device.name())
                        .withConnection(ConnectionOverride.NONE
                                .withPlatform(choice.device().platform())
                                .withSshProfile(choice.device().sshProfile()))))
                .ifPresent(problems::add);
        return new ConnectionExplanation(device.name(), choice.values(defaultName()), choice.notes(), problems);
    }

    private static Optional<String> problem(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (NetStacksException e) {
            return Optional.of(e.reason());
        }
    }

    /** Returns the name of what a device gets that names no credentials. */
    private Optional<String> defaultName() {
        boolean fromHost = given.flatMap(provider -> provider.find(CredentialStore.DEFAULT))
                .isPresent();
        return fromHost ? Optional.of(CredentialStore.DEFAULT) : stored.defaultName();
    }

    /** Returns the sentence about credentials that do not exist. */
    public static String noCredentials(String device, String name, List<String> known) {
        return device + ": no credentials named \"" + name + "\""
                + NearMatches.hint(name, known, "add them to a credential source or name others on the device");
    }
}
