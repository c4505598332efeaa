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
import java.util.function.Consumer;
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
        return with(draft -> draft.filters = value);
    }

    /** Returns these settings with or without virtual machines. */
    public NetBoxSettings virtualMachines(boolean value) {
        return with(draft -> draft.virtualMachines = value);
    }

    /** Returns these settings with other statuses. */
    public NetBoxSettings enabledStatuses(Set<String> value) {
        return with(draft -> draft.enabledStatuses = value);
    }

    /** Returns these settings with another credential. */
    public NetBoxSettings credential(String value) {
        return with(draft -> draft.credential = value);
    }

    /** Returns these settings with another page size. */
    public NetBoxSettings pageSize(int value) {
        return with(draft -> draft.pageSize = value);
    }

    /** Returns these settings with another time-out. */
    public NetBoxSettings timeout(Duration value) {
        return with(draft -> draft.timeout = value);
    }

    /** Returns these settings with another age of answers. */
    public NetBoxSettings refreshAfter(Duration value) {
        return with(draft -> draft.refreshAfter = value);
    }

    /** Returns these settings with another check of certificates. */
    public NetBoxSettings tls(SSLContext value) {
        return with(draft -> draft.tls = Optional.of(value));
    }

    /** Returns these settings with another clock. */
    public NetBoxSettings clock(Clock value) {
        return with(draft -> draft.clock = value);
    }

    private NetBoxSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The settings that may change, while they do. */
    private static final class Draft {
        private final NetBoxSettings before;
        private List<String> filters;
        private boolean virtualMachines;
        private Set<String> enabledStatuses;
        private String credential;
        private int pageSize;
        private Duration timeout;
        private Duration refreshAfter;
        private Optional<SSLContext> tls;
        private Clock clock;

        Draft(NetBoxSettings before) {
            this.before = before;
            filters = before.filters();
            virtualMachines = before.virtualMachines();
            enabledStatuses = before.enabledStatuses();
            credential = before.credential();
            pageSize = before.pageSize();
            timeout = before.timeout();
            refreshAfter = before.refreshAfter();
            tls = before.tls();
            clock = before.clock();
        }

        NetBoxSettings settings() {
            return new NetBoxSettings(
                    before.address(),
                    before.token(),
                    filters,
                    virtualMachines,
                    enabledStatuses,
                    credential,
                    pageSize,
                    timeout,
                    refreshAfter,
                    tls,
                    clock);
        }
    }
}
