package io.netstacks.adapter.dbscheduler;

import static io.netstacks.adapter.dbscheduler.TestCluster.KIM;
import static io.netstacks.adapter.dbscheduler.TestCluster.await;
import static io.netstacks.adapter.dbscheduler.TestCluster.isOver;
import static io.netstacks.adapter.dbscheduler.TestCluster.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that loses its lease in the middle of a push sends no further line, and the push is unknown. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FencedPushTest {

    private static final int LINES = 5000;

    private final FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
    private final TestCluster cluster = new TestCluster();
    private final NetStacks net =
            cluster.net(builder -> builder.credentials(CredentialSources.of(Map.of("lab", device.credentials()))));

    @AfterEach
    void close() {
        cluster.close();
        device.close();
    }

    /** One line at a time, so that no more than one can be on its way. */
    private TaskId push(NetStacksTasks tasks) throws InterruptedException {
        net.inventory().save(device.asDevice().credential("lab").build());
        ConfigChange change = ConfigChange.builder()
                .lines(IntStream.range(0, LINES)
                        .mapToObj(i -> "interface Loopback" + i)
                        .toList())
                .pipelined(false)
                .build();
        TaskId id = tasks.submit(new SetConfig("edge1", change, false, List.of()), KIM)
                .id();
        assertThat(device.awaitTyped("interface Loopback20"::equals, Duration.ofSeconds(60)))
                .isTrue();
        return id;
    }

    private void assertStopped(int typedWhenLost) throws InterruptedException {
        assertThat(device.awaitNoConnections(Duration.ofSeconds(60))).isTrue();
        assertThat(device.typed()).hasSizeBetween(20, typedWhenLost + 1);
        assertThat(device.typed())
                .doesNotContain("end", "exit", "interface Loopback" + (LINES - 1))
                .noneMatch(line -> line.startsWith("write"));
        assertThat(device.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void another_worker_takes_the_lease() throws Exception {
        NetStacksTasks tasks = cluster.node(net, cluster.named("one"));
        TaskId id = push(tasks);

        cluster.database()
                .execute("UPDATE {queue} SET fence = fence + 1, worker = 'thief', held_until = now() + interval '1 s'");
        int typed = device.typed().size();
        assertStopped(typed);
        await("somebody decides", () -> isOver(tasks, id));

        assertThat(record(tasks, id).outcome()).contains(TaskOutcome.UNKNOWN);
        assertThat(record(tasks, id).message().orElseThrow())
                .contains("worker thief")
                .contains("fencing number 3");
        assertThat(device.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void the_database_is_cut_off_for_longer_than_the_lease() throws Exception {
        NetStacksTasks tasks = cluster.node(net, cluster.named("one").heartbeat(Duration.ofMillis(100), 4));
        TaskId id = push(tasks);

        cluster.database().goAway();
        assertThat(device.awaitNoConnections(Duration.ofSeconds(60))).isTrue();
        assertThat(device.typed()).doesNotContain("interface Loopback" + (LINES - 1), "end", "exit");
        cluster.database().comeBack();
        await("somebody decides", () -> isOver(tasks, id));

        assertThat(record(tasks, id).outcome()).contains(TaskOutcome.UNKNOWN);
        assertThat(device.connectionsOpened()).isEqualTo(1);
    }
}
