package io.netstacks.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.event.NetStacksEvent.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NetStacksMetricsTest {

    private static final String READ = "tasks.device_tasks.get_config";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final NetStacksMetrics metrics = NetStacksMetrics.to(registry);

    private void tell(Kind kind, String subject, Map<String, String> details) {
        metrics.on(new NetStacksEvent(kind, Instant.EPOCH, "c-1", subject, details));
    }

    private double count(String meter, String... tags) {
        return registry.get(meter).tags(tags).counter().count();
    }

    @Test
    void a_task_is_counted_and_timed_under_its_name_platform_and_outcome() {
        tell(Kind.TASK_SUBMITTED, "t-1", Map.of("task", READ, "subject", "edge1"));
        tell(Kind.TASK_STARTED, "t-1", Map.of("task", READ, "subject", "edge1", "wait_ms", "40"));
        tell(Kind.SESSION_OPENED, "edge1", Map.of("platform", "cisco_ios", "transport", "ssh"));
        tell(
                Kind.TASK_FINISHED,
                "t-1",
                Map.of("task", READ, "subject", "edge1", "outcome", "SUCCEEDED", "run_ms", "1500"));

        assertThat(count("netstacks.tasks.submitted", "task", READ)).isEqualTo(1);
        assertThat(registry.get("netstacks.task.wait").tag("task", READ).timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(40);
        assertThat(registry.get("netstacks.task.run")
                        .tags("task", READ, "platform", "cisco_ios", "outcome", "SUCCEEDED")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(1500);
        assertThat(count("netstacks.tasks.finished", "task", READ, "platform", "cisco_ios", "outcome", "SUCCEEDED"))
                .isEqualTo(1);
    }

    @Test
    void a_task_that_never_began_is_counted_and_has_no_run_time() {
        tell(Kind.TASK_FINISHED, "t-1", Map.of("task", READ, "subject", "edge1", "outcome", "CANCELLED"));

        assertThat(count("netstacks.tasks.finished", "task", READ, "platform", "unknown", "outcome", "CANCELLED"))
                .isEqualTo(1);
        assertThat(registry.find("netstacks.task.run").timer()).isNull();
    }

    @Test
    void open_sessions_go_up_and_down_and_refusals_have_their_code() {
        tell(Kind.SESSION_OPENED, "edge1", Map.of("platform", "cisco_ios", "transport", "ssh"));
        tell(Kind.SESSION_OPENED, "edge2", Map.of("platform", "juniper_junos", "transport", "ssh"));
        tell(Kind.SESSION_CLOSED, "edge1", Map.of());
        tell(Kind.SESSION_REFUSED, "edge3", Map.of("code", "AUTH_FAILED"));

        assertThat(registry.get("netstacks.sessions.open").gauge().value()).isEqualTo(1);
        assertThat(count("netstacks.sessions.opened", "platform", "juniper_junos", "transport", "ssh"))
                .isEqualTo(1);
        assertThat(count("netstacks.sessions.refused", "code", "AUTH_FAILED")).isEqualTo(1);
    }

    @Test
    void changes_backups_and_scheduled_runs_are_counted_by_how_they_ended() {
        tell(Kind.CHANGE_FINISHED, "edge1", Map.of("platform", "cisco_ios", "status", "APPLIED"));
        tell(Kind.CHANGE_FINISHED, "edge1", Map.of("platform", "cisco_ios", "code", "SESSION_LOST"));
        tell(Kind.BACKUP_FINISHED, "edge1", Map.of("outcome", "UNCHANGED", "backup", "b-1"));
        tell(Kind.SCHEDULE_RUN_STARTED, "nightly", Map.of("run", "1"));
        tell(Kind.SCHEDULE_RUN_FINISHED, "nightly", Map.of("run", "1", "outcome", "SKIPPED"));

        assertThat(count("netstacks.changes", "platform", "cisco_ios", "status", "APPLIED"))
                .isEqualTo(1);
        assertThat(count("netstacks.changes", "platform", "cisco_ios", "status", "SESSION_LOST"))
                .isEqualTo(1);
        assertThat(count("netstacks.backups", "outcome", "UNCHANGED")).isEqualTo(1);
        assertThat(count("netstacks.schedule.runs", "outcome", "SKIPPED")).isEqualTo(1);
    }

    @Test
    void the_queue_is_asked_when_it_is_looked_at() {
        int[] waiting = {3};
        metrics.queue(() -> waiting[0]);

        assertThat(registry.get("netstacks.tasks.waiting").gauge().value()).isEqualTo(3);
        waiting[0] = 5;
        assertThat(registry.get("netstacks.tasks.waiting").gauge().value()).isEqualTo(5);
    }
}
