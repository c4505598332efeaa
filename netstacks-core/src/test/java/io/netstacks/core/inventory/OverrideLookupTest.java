package io.netstacks.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.memory.MemoryStorage;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.Settings;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.store.DeviceOverrideStore;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.Stored;
import io.netstacks.testkit.StorageKeys;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a session asks the store for overrides, and how often. */
class OverrideLookupTest {

    private static final KeyProvider KEYS = new StorageKeys();

    /** Overrides in memory that count how often they are looked at. */
    private static final class CountedOverrides implements DeviceOverrideStore {

        private final DeviceOverrideStore memory = new MemoryStorage()
                .open(
                        new ProviderContext(
                                Settings.defaults(), Clock.systemUTC(), reference -> Secret.of("not asked for")),
                        KEYS)
                .deviceOverrides();
        private int looks;
        private Runnable whileAsked = () -> {};

        @Override
        public Stored<DeviceOverride> save(DeviceOverride override) {
            return memory.save(override);
        }

        @Override
        public Stored<DeviceOverride> update(DeviceOverride override, long expectedVersion) {
            return memory.update(override, expectedVersion);
        }

        @Override
        public Optional<Stored<DeviceOverride>> find(String device) {
            looks++;
            return memory.find(device);
        }

        @Override
        public Page<Stored<DeviceOverride>> list(PageRequest page) {
            return memory.list(page);
        }

        @Override
        public boolean isEmpty() {
            looks++;
            boolean empty = memory.isEmpty();
            whileAsked.run();
            return empty;
        }

        @Override
        public boolean delete(String device) {
            return memory.delete(device);
        }
    }

    private final CountedOverrides store = new CountedOverrides();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow, as System.nanoTime does
    private final OverrideLookup lookup = new OverrideLookup(store, nanos::get);

    @Test
    void a_thousand_sessions_where_nothing_is_overridden_look_once_a_second() {
        for (int i = 0; i < 1000; i++) {
            assertThat(lookup.find("r" + i)).isEmpty();
        }
        assertThat(store.looks).isEqualTo(1);

        nanos.addAndGet(OverrideLookup.MEMORY.toNanos());
        lookup.find("r1");
        assertThat(store.looks).isEqualTo(2);
    }

    @Test
    void the_first_override_of_somebody_else_is_heeded_after_a_second_and_all_later_ones_at_once() {
        lookup.find("r1");
        store.save(DeviceOverride.of("r1"));
        assertThat(lookup.find("r1")).isEmpty();

        nanos.addAndGet(OverrideLookup.MEMORY.toNanos());
        assertThat(lookup.find("r1")).contains(DeviceOverride.of("r1"));
        store.save(DeviceOverride.of("r2"));
        assertThat(lookup.find("r2")).isPresent();
    }

    @Test
    void the_first_override_of_our_own_is_heeded_at_once_even_if_it_comes_while_we_look() {
        store.whileAsked = () -> {
            store.save(DeviceOverride.of("r1"));
            lookup.forget();
        };
        lookup.find("r1");
        store.whileAsked = () -> {};

        assertThat(lookup.find("r1")).isPresent();
    }

    @Test
    void when_the_last_override_is_gone_it_is_forgotten() {
        store.save(DeviceOverride.of("r1"));
        assertThat(lookup.find("r1")).isPresent();

        store.delete("r1");

        assertThat(lookup.find("r1")).isEmpty();
    }
}
