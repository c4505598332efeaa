package io.netstacks.core.internal.inventory;

import io.netstacks.spi.Secret;
import io.netstacks.spi.error.InvalidInputException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** How a NetBox is asked. Immutable. */
public record NetBoxSettings(
        URI address,
        Secret token,
        List<String> filters,
        boolean virtualMachines,
        Set<String> enabledStatuses,
        String credential,
        int pageSize,
        Duration timeout,
        Duration refreshAfter,
        Optional<SSLContext> tls,
        Clock clock) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Copies the collections. */
    public NetBoxSettings {
        filters = List.copyOf(filters);
        enabledStatuses = Set.copyOf(enabledStatuses);
    }

    /** Returns the usual settings for an address. */
    public static NetBoxSettings at(URI address, Secret token) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null
                || !Set.of("http", "https").contains(scheme)
                || address.getUserInfo() != null
                || address.getQuery() != null
                || address.getFragment() != null) {
            throw InvalidInputException.of(
                    "the address of NetBox must be like https://netbox.example.net, without user, query and fragment");
        }
        if (scheme.equals("http") && !THIS_MACHINE.contains(host)) {
            throw InvalidInputException.of("NetBox at " + host
                    + " must be reached with https; with http everybody on the way could read the token");
        }
        boolean sendable = token.use(characters -> {
            boolean fine = characters.length > 0;
            for (char c : characters) {
                fine &= c > ' ' && c < 127;
            }
            return fine;
        });
        if (!sendable) {
            throw InvalidInputException.of("the token of NetBox must be one word of ASCII letters, digits and signs");
        }
        String text = address.toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return new NetBoxSettings(
                URI.create(text),
                token.duplicate(),
                List.of(),
                true,
                Set.of("active"),
                "default",
                500,
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Optional.empty(),
                Clock.systemUTC());
    }

    /** Returns these settings with other filters. */
    public NetBoxSettings filters(List<String> value) {
        return new NetBoxSettings(
                address,
                token,
                value,
                virtualMachines,
                enabledStatuses,
                credential,
                pageSize,
                timeout,
                refreshAfter,
                tls,
                clock);
    }

    /** Returns these settings with or without virtual machines. */
    public NetBoxSettings virtualMachines(boolean value) {
        return new NetBoxSettings(
                address,
                token,
                filters,
                value,
                enabledStatuses,
                credential,
                pageSize,
                timeout,
                refreshAfter,
                tls,
                clock);
    }

    /** Returns these settings with other statuses. */
    public NetBoxSettings enabledStatuses(Set<String> value) {
        return new NetBoxSettings(
                address,
                token,
                filters,
                virtualMachines,
                value,
                credential,
                pageSize,
                timeout,
                refreshAfter,
                tls,
                clock);
    }

    /** Returns these settings with another credential. */
    public NetBoxSettings credential(String value) {
        return new NetBoxSettings(
                address,
                token,
                filters,
                virtualMachines,
                enabledStatuses,
                value,
                pageSize,
                timeout,
                refreshAfter,
                tls,
                clock);
    }

    /** Returns these settings with another page size. */
    public NetBoxSettings pageSize(int value) {
        return new NetBoxSettings(
                address,
                token,
                filters,
                virtualMachines,
                enabledStatuses,
                credential,
                value,
                timeout,
                refreshAfter,
                tls,
                clock);
    }

    /** Returns these settings with another time-out. */
    public NetBoxSettings timeout(Duration value) {
        return new NetBoxSettings(
                address,
                token,
                filters,
                virtualMachines,
                enabledStatuses,
                credential,
                pageSize,
                value,
                refreshAfter,
                tls,
                clock);
    }

    /** Returns these settings with another age of answers. */
    public NetBoxSettings refreshAfter(Duration value) {
        return new NetBoxSettings(
                address,
                token,
                filters,
                virtualMachines,
                enabledStatuses,
                credential,
                pageSize,
                timeout,
                value,
                tls,
                clock);
    }

    /** Returns these settings with another check of certificates. */
    public NetBoxSettings tls(SSLContext value) {
        return new NetBoxSettings(
                address,
                token,
                filters,
                virtualMachines,
                enabledStatuses,
                credential,
                pageSize,
                timeout,
                refreshAfter,
                Optional.of(value),
                clock);
    }

    /** Returns these settings with another clock. */
    public NetBoxSettings clock(Clock value) {
        return new NetBoxSettings(
                address,
                token,
                filters,
                virtualMachines,
                enabledStatuses,
                credential,
                pageSize,
                timeout,
                refreshAfter,
                tls,
                value);
    }
}
