package io.netstacks.adapter.dbscheduler;

import static io.netstacks.adapter.dbscheduler.TestCluster.KIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.adapter.dbscheduler.ProbeWork.Probe;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.backup.CleanupOldBackups;
import io.netstacks.tasks.backup.CleanupReport;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.schedule.ExecuteScheduledMop;
import io.netstacks.tasks.schedule.WorkUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process sees and ends of the work that others do, over one PostgreSQL. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterElsewhereTest {

    private final TestCluster cluster = new TestCluster();
    private final ProbeWork work = cluster.work();

    @AfterEach
    void close() {
        cluster.close();
    }

    private static Probe read(String subject, String job) {
        return new Probe(subject, false, job);
    }

    private static Probe change(String subject, String job) {
        return new Probe(subject, true, job);
    }

    @Test
    void a_task_at_work_elsewhere_is_cancelled_from_here() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        work.doing((request, context) -> {
            begun.countDown();
            ProbeWork.await(new CountDownLatch(1));
        });
        NetStacksTasks submitting = cluster.node(cluster.named("submitting").atOnce(0));
        cluster.node(cluster.named("working"));
        TaskHandle<String> change = submitting.submit(change("edge1", "change"), KIM);
        TaskHandle<String> read = submitting.submit(read("edge2", "read"), KIM);
        TaskHandle<String> waiting = submitting.submit(change("edge1", "waiting"), KIM);
        begun.await();

        assertThat(waiting.cancel()).isTrue();
        assertThat(change.cancel()).isTrue();
        assertThat(read.cancel()).isTrue();

        assertThatThrownBy(change::join).isInstanceOf(NetStacksException.class).hasMessageContaining("UNKNOWN");
        assertThatThrownBy(read::join).isInstanceOf(OperationCancelledException.class);
        assertThatThrownBy(waiting::join).isInstanceOf(OperationCancelledException.class);
        assertThat(change.record().outcome()).contains(TaskOutcome.UNKNOWN);
        assertThat(read.record().outcome()).contains(TaskOutcome.CANCELLED);
        assertThat(waiting.record().outcome()).contains(TaskOutcome.CANCELLED);
        assertThat(change.cancel()).isFalse();
        assertThat(work.begun()).containsExactlyInAnyOrder("change", "read");
    }

    @Test
    void a_third_process_cancels_by_the_id_what_others_submitted_and_do() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        work.doing((request, context) -> {
            begun.countDown();
            ProbeWork.await(new CountDownLatch(1));
        });
        NetStacksTasks submitting = cluster.node(cluster.named("submitting").atOnce(0));
        cluster.node(cluster.named("working"));
        NetStacksTasks third = cluster.node(cluster.named("third").atOnce(0));
        TaskHandle<String> running = submitting.submit(read("edge1", "running"), KIM);
        TaskHandle<String> waiting = submitting.submit(change("edge1", "waiting"), KIM);
        begun.await();

        assertThat(third.cancel(waiting.id())).isTrue();
        assertThat(third.cancel(running.id())).isTrue();

        assertThatThrownBy(running::join).isInstanceOf(OperationCancelledException.class);
        assertThatThrownBy(waiting::join).isInstanceOf(OperationCancelledException.class);
        assertThat(third.cancel(running.id())).isFalse();
        assertThat(work.begun()).containsExactly("running");
    }

    @Test
    void who_only_submits_gets_the_result_from_where_it_was_done() throws Exception {
        NetStacksTasks submitting = cluster.node(cluster.named("submitting").atOnce(0));
        cluster.node(cluster.named("working"));

        CleanupReport report = submitting.run(new CleanupOldBackups(30, true), KIM);

        assertThat(report).isEqualTo(new CleanupReport(List.of(), 30, true));
        assertThat(cluster.database().execute("DELETE FROM {results}"))
                .as("results that were fetched")
                .isZero();
        ExecuteScheduledMop mop = new ExecuteScheduledMop("weekly", "upgrade");
        assertThat(submitting.run(mop, KIM))
                .as("a result of work that failed, as where it was done")
                .isEqualTo(new WorkUnavailable(ScheduledWork.MOP, "upgrade"));
    }

    @Test
    void who_only_submits_learns_that_the_result_is_elsewhere() throws Exception {
        NetStacksTasks submitting = cluster.node(cluster.named("submitting").atOnce(0));
        cluster.node(cluster.named("working"));

        TaskHandle<String> handle = submitting.submit(read("edge1", "job"), KIM);

        assertThatThrownBy(handle::join)
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("SUCCEEDED");
        assertThat(handle.record().outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(submitting.drain(Duration.ofSeconds(10))).isTrue();
    }
}
