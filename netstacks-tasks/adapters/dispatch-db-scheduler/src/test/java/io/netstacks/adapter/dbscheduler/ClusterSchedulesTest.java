package io.netstacks.adapter.dbscheduler;

import static io.netstacks.adapter.dbscheduler.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduleStore;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.schedule.ScheduledJob;
import io.netstacks.tasks.schedule.TickReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schedules that several processes check on one database. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterSchedulesTest {

    /** More than a check takes at once. */
    private static final int OPERATIONS = 520;

    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    /** Planned for half a minute ago; of a device that does not exist, since only the begin matters here. */
    private static ScheduledOperation due(int number, Instant now) {
        ScheduledJob job = ScheduledJob.backup(DeviceSelector.names("edge" + number));
        return ScheduledOperation.create(
                "op" + number,
                job.work(),
                job.parameters(),
                Schedule.every(Duration.ofDays(1), now.minusSeconds(30)),
                SchedulePolicy.DEFAULT,
                now.minusSeconds(60));
    }

    @Test
    void of_two_nodes_that_check_at_once_each_operation_is_begun_by_one_and_once() throws Exception {
        NetStacks net = cluster.net(builder -> builder);
        NetStacksTasks one = cluster.node(net, cluster.named("one"));
        NetStacksTasks two = cluster.node(cluster.named("two"));
        ScheduleStore store = net.stores().schedules();
        Instant now = Instant.now();
        IntStream.range(0, OPERATIONS).parallel().forEach(i -> store.create(due(i, now)));

        CompletableFuture<TickReport> first =
                CompletableFuture.supplyAsync(() -> one.schedules().check());
        TickReport second = two.schedules().check();

        assertThat(first.join().dispatched() + second.dispatched()).isEqualTo(OPERATIONS);
        await(
                "every run is over",
                () -> IntStream.range(0, OPERATIONS)
                        .allMatch(i ->
                                store.find("op" + i).orElseThrow().current().isEmpty()));
        List<ScheduledRun> runs = IntStream.range(0, OPERATIONS)
                .mapToObj(i -> store.runs("op" + i, PageRequest.first()).items())
                .peek(of -> assertThat(of).hasSize(1))
                .map(of -> of.get(0))
                .toList();
        assertThat(runs.stream().map(run -> run.taskId().orElseThrow())).doesNotHaveDuplicates();
        assertThat(TestCluster.record(one, runs.get(0).taskId().orElseThrow()).state())
                .isEqualTo(TaskState.FINISHED);
    }
}
