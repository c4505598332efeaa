package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.adapter.dbscheduler.ClusterDispatch;
import io.netstacks.adapter.jdbc.JdbcStorage;
import io.netstacks.core.NetStacks;
import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.schedule.CheckScheduledOperations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/cluster.md shows is what runs here. */
class ClusterGuideTest {

    @TempDir
    private Path folder;

    @Test
    void the_examples_run() throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "this PostgreSQL runs on Linux on amd64 only");
        KeyProvider keys = KeyProviders.file(folder.resolve("key"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgres").toFile())
                .setDataDirectory(folder.resolve("data"))
                .start()) {
            DataSource dataSource = postgres.getPostgresDatabase();
            // tag::guide[]
            NetStacks net = NetStacks.builder()
                    .use(JdbcStorage.over(dataSource))
                    .keys(keys)
                    .build();
            NetStacksTasks tasks = NetStacksTasks.over(net)
                    .workers(10)
                    .dispatcher(ClusterDispatch.over(dataSource, keys).as("worker-1"))
                    .build();
            // end::guide[]
            assertThat(tasks.run(new CheckScheduledOperations(), OperationContext.as(Actor.system()))
                            .due())
                    .isZero();
            // tag::guide[]
            tasks.drain(Duration.ofMinutes(2)); // takes nothing more, ends what it does
            tasks.close(); // hands over what is still at work
            // end::guide[]
            net.close();
        }
    }

    @Test
    void the_page_shows_them() throws IOException {
        GuidePage.of("docs/cluster.md").showsWhatRunsIn(ClusterGuideTest.class);
    }
}
