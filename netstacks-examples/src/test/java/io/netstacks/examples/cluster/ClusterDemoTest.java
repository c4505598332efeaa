package io.netstacks.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterDemoTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    private DemoReport run(ClusterDemo.Size size, String victim, String commands) throws Exception {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the PostgreSQL of the demonstration runs on Linux on amd64 only");
        return new ClusterDemo(new PrintStream(seen, true, StandardCharsets.UTF_8), size)
                .run(folder, victim, new StringReader(commands));
    }

    @Test
    void a_worker_that_is_killed_in_the_middle_of_a_change_loses_and_doubles_nothing() throws Exception {
        DemoReport report = run(new ClusterDemo.Size(80, 8), "worker-1", "kill nobody\n");

        assertThat(report.kept()).as(seen.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(report.readsDone()).isEqualTo(64);
        assertThat(report.unknown())
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(record.message().orElseThrow()).contains("worker worker-1", "did not repeat it"));
        assertThat(report.pushesDone() + report.unknown().size()).isEqualTo(16);
        assertThat(seen.toString(StandardCharsets.UTF_8))
                .contains(
                        "type \"kill\" and one of [worker-1, worker-2]",
                        "killed worker-1",
                        "worker-1 is dead",
                        "All promises were kept.");
    }

    @Test
    void the_page_names_the_profile_that_starts_it() throws Exception {
        assertThat(Files.readString(Path.of("../docs/cluster.md")))
                .contains("./mvnw -q -Dfast -Pcluster compile", "-Dcluster.kill=worker-1");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<id>cluster</id>", "<argument>" + ClusterDemo.class.getName() + "</argument>");
        assertThat(Optional.of(ClusterDemo.class.getMethod("main", String[].class)))
                .isPresent();
    }
}
