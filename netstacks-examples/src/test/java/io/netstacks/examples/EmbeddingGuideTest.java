package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.netstacks.adapter.jdbc.JdbcStorage;
import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.device.CredentialProvider;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.store.Stores;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/embedding.md shows is what runs here, in an application that has a database and threads of its own. */
class EmbeddingGuideTest {

    @TempDir
    private Path folder;

    @Test
    void the_examples_run() throws SQLException {
        List<String> news = new CopyOnWriteArrayList<>();
        Path keyFile = folder.resolve("key");
        ExecutorService threads = Executors.newCachedThreadPool();
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
                HikariDataSource dataSource = new HikariDataSource()) {
            dataSource.setJdbcUrl("jdbc:h2:mem:application;DB_CLOSE_DELAY=-1");
            CredentialProvider vault = CredentialSources.of(device.credentials());
            // tag::guide[]
            NetStacks net = NetStacks.builder()
                    .use(JdbcStorage.over(dataSource).inSchema("netstacks"))
                    .keys(KeyProviders.file(keyFile))
                    .credentials(vault)
                    .executor(threads)
                    .listener(event -> news.add(event.kind() + " " + event.subject()))
                    .build();
            NetStacksTasks tasks = NetStacksTasks.over(net).build();
            // end::guide[]

            net.inventory().save(device.asDevice().build());
            tasks.run(GetConfig.of("edge1", "show version"), OperationContext.as(Actor.user("kim")));
            assertThat(news).contains("SESSION_OPENED edge1", "SESSION_CLOSED edge1");

            try (Connection connection = dataSource.getConnection()) {
                // tag::guide[]
                connection.setAutoCommit(false);
                Stores joined = JdbcStorage.within(connection, net.stores());
                joined.devices()
                        .save(Device.named("edge7")
                                .at("192.0.2.7")
                                .platform("cisco_ios")
                                .build());
                connection.commit(); // together with what the host wrote
                // end::guide[]
            }
            assertThat(net.inventory().find("edge7")).isPresent();
            assertThat(tablesOutsideOfOurSchema(dataSource)).isZero();

            tasks.close();
            net.close();
            assertThat(dataSource.isClosed()).isFalse();
            assertThat(threads.isShutdown()).isFalse();
        } finally {
            threads.shutdownNow();
        }
    }

    private static int tablesOutsideOfOurSchema(HikariDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
            int count = 0;
            while (tables.next()) {
                count++;
            }
            return count;
        }
    }

    @Test
    void the_page_shows_them() throws IOException {
        GuidePage.of("docs/embedding.md").showsWhatRunsIn(EmbeddingGuideTest.class);
    }
}
