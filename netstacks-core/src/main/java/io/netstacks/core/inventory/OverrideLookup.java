package io.netstacks.core.inventory;

import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.store.DeviceOverrideStore;
import io.netstacks.spi.store.Stored;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Finds overrides, and remembers for a second that there are none. Safe for use by many threads. */
final class OverrideLookup {

    static final Duration MEMORY = Duration.ofSeconds(1);

    /** When it was seen that there are none. Compared by identity: each look is one of its own. */
    private static final class Look {

        private final long nanos;

        Look(long nanos) {
            this.nanos = nanos;
        }
    }

    private final DeviceOverrideStore overrides;
    private final LongSupplier nanos;
    private final AtomicReference<Look> none;

    OverrideLookup(DeviceOverrideStore overrides, LongSupplier nanos) {
        this.overrides = overrides;
        this.nanos = nanos;
        this.none = new AtomicReference<>(longAgo());
    }

    private Look longAgo() {
        return new Look(nanos.getAsLong() - MEMORY.toNanos());
    }

    Optional<DeviceOverride> find(String device) {
        Look seen = Objects.requireNonNull(none.get(), "there is always a look");
        long now = nanos.getAsLong();
        if (now - seen.nanos < MEMORY.toNanos()) {
            return Optional.empty();
        }
        if (overrides.isEmpty()) {
            none.compareAndSet(seen, new Look(now)); // not over a forget() that came while we asked
            return Optional.empty();
        }
        return overrides.find(device).map(Stored::value);
    }

    /** Called when the first one may have been stored. */
    void forget() {
        none.set(longAgo());
    }
}
