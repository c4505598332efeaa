package io.netstacks.spi.device;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Optional;

/**
 * What is otherwise about connections than the device says; what is empty stays as it is there. Names credentials, holds
 * none. Immutable; {@code with…} gives copies.
 *
 * @param platform the platform's id, an alias of it, or {@code autodetect}
 * @param host one word
 * @param port from 1 to 65535
 * @param credential the name of the credentials
 * @param sshProfile the name of the algorithm profile
 * @param timeouts times that are otherwise
 */
public record ConnectionOverride(
        Optional<String> platform,
        Optional<String> host,
        Optional<Integer> port,
        Optional<String> credential,
        Optional<String> sshProfile,
        TimeoutOverride timeouts) {

    /** Changes nothing. */
    public static final ConnectionOverride NONE = new ConnectionOverride(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            TimeoutOverride.NONE);

    /**
     * Takes brackets off an IPv6 address.
     *
     * @throws InvalidInputException if a name is longer than {@link Limits#KEY} characters, the host is more than one word, or
     *     the port is out of its range
     */
    public ConnectionOverride {
        platform.ifPresent(id -> Limits.key("the platform of an override", id));
        host = host.map(name -> new Endpoint(Limits.key("the host of an override", name), 22).host());
        port.filter(number -> number < 1 || number > 65_535).ifPresent(number -> {
            throw InvalidInputException.of("the port of an override is from 1 to 65535, not " + number);
        });
        credential.ifPresent(name -> Limits.key("the credential of an override", name));
        sshProfile.ifPresent(name -> Limits.key("the SSH profile of an override", name));
    }

    /** Returns a copy with this platform. */
    public ConnectionOverride withPlatform(String id) {
        return new ConnectionOverride(Optional.of(id), host, port, credential, sshProfile, timeouts);
    }

    /** Returns a copy with this host. */
    public ConnectionOverride withHost(String name) {
        return new ConnectionOverride(platform, Optional.of(name), port, credential, sshProfile, timeouts);
    }

    /** Returns a copy with this port. */
    public ConnectionOverride withPort(int number) {
        return new ConnectionOverride(platform, host, Optional.of(number), credential, sshProfile, timeouts);
    }

    /** Returns a copy with the credentials of this name. */
    public ConnectionOverride withCredential(String name) {
        return new ConnectionOverride(platform, host, port, Optional.of(name), sshProfile, timeouts);
    }

    /** Returns a copy with this algorithm profile. */
    public ConnectionOverride withSshProfile(String name) {
        return new ConnectionOverride(platform, host, port, credential, Optional.of(name), timeouts);
    }

    /** Returns a copy with these times. */
    public ConnectionOverride withTimeouts(TimeoutOverride times) {
        return new ConnectionOverride(platform, host, port, credential, sshProfile, times);
    }

    /** Returns what holds when this goes before the other: each of its values, else the other's. */
    public ConnectionOverride over(ConnectionOverride other) {
        return new ConnectionOverride(
                platform.or(other::platform),
                host.or(other::host),
                port.or(other::port),
                credential.or(other::credential),
                sshProfile.or(other::sshProfile),
                timeouts.over(other.timeouts));
    }
}
