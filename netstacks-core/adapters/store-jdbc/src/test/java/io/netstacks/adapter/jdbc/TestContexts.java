package io.netstacks.adapter.jdbc;

import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Settings;
import io.netstacks.spi.error.NotFoundException;
import java.time.Clock;
import java.util.List;

/** What storage under test gets from the library: default settings, a clock, no secrets. */
final class TestContexts {

    private TestContexts() {}

    /** Returns one with the time of the system. */
    static ProviderContext now() {
        return at(Clock.systemUTC());
    }

    static ProviderContext at(Clock clock) {
        return new ProviderContext(Settings.defaults(), clock, reference -> {
            throw NotFoundException.of("secret", reference, List.of());
        });
    }
}
