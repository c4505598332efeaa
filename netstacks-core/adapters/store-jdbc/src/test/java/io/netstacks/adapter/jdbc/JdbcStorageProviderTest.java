package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Option;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.Settings;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.StorageProvider;
import io.netstacks.spi.store.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcStorageProviderTest {

    private static ProviderContext context(Map<String, String> values) {
        Settings settings = new Settings() {
            @Override
            public <T> Optional<T> find(Option<T> option) {
                return Optional.ofNullable(values.get(option.key()))
                        .map(option::read)
                        .or(option::defaultValue);
            }
        };
        return new ProviderContext(settings, Clock.systemUTC(), reference -> Secret.of("resolved " + reference));
    }

    @Test
    void is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(StorageProvider.class))
                .singleElement()
                .satisfies(provider -> assertThat(provider.id()).isEqualTo("jdbc"))
                .satisfies(provider -> assertThat(provider.builtAgainst()).isEqualTo(SpiVersion.running()));
    }

    @Test
    void keeps_what_was_saved_in_the_directory_that_it_is_told(@TempDir Path directory) {
        KeyProvider keys = KeyProviders.file(directory.resolve("keys"));
        ProviderContext context = context(Map.of(
                "directory", directory.resolve("db").toString(),
                "user", "kim",
                "password", "env:DB",
                "schema", "netops",
                "table-prefix", "ns_",
                "pool-size", "2"));
        try (Stores stores = new JdbcStorageProvider().open(context, keys)) {
            stores.devices().save(Device.named("r1").build());
        }

        try (Stores stores = new JdbcStorageProvider().open(context, keys)) {
            assertThat(stores.devices().find("r1")).isPresent();
        }
        assertThat(directory.resolve("db").resolve("netstacks.mv.db")).exists();
    }

    @Test
    void an_address_goes_before_a_directory() {
        try (Stores stores = new JdbcStorageProvider()
                .open(
                        context(Map.of("url", "jdbc:h2:mem:provider", "directory", "/nowhere")),
                        KeyProviders.of(KeyProviders.generate()))) {
            assertThat(stores.devices().countByPlatform()).isEmpty();
        }
    }
}
