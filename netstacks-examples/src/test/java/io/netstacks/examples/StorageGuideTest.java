package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.adapter.jdbc.JdbcStorage;
import io.netstacks.core.NetStacks;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.store.StorageProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/storage.md shows is what runs here. */
class StorageGuideTest {

    @TempDir
    private Path folder;

    @Test
    void the_examples_run() {
        Secret password = Secret.of("s3cret");
        Path keyFile = folder.resolve("key");
        try (HikariDataSource dataSource = new HikariDataSource()) {
            // tag::guide[]
            StorageProvider embedded =
                    JdbcStorage.embedded(Path.of("/var/lib/app")); // H2 inside the process, one process only
            StorageProvider shared =
                    JdbcStorage.at("jdbc:postgresql://db/netops").as("netops", password); // PostgreSQL 14 or newer
            StorageProvider given =
                    JdbcStorage.over(dataSource).inSchema("netstacks").withTablePrefix("ns_"); // the host's connections
            StorageProvider forTests = JdbcStorage.inMemory(); // H2 in memory

            NetStacks net = NetStacks.builder()
                    .use(forTests)
                    .keys(KeyProviders.file(keyFile))
                    .build();
            // end::guide[]

            net.inventory().save(Device.named("edge1").build());
            assertThat(net.inventory().find("edge1")).isPresent();
            net.close();
            assertThat(List.of(embedded, shared, given, forTests))
                    .extracting(StorageProvider::id)
                    .containsOnly("jdbc");
        }
    }

    @Test
    void the_page_shows_them() throws IOException {
        GuidePage.of("docs/storage.md").showsWhatRunsIn(StorageGuideTest.class);
    }
}
