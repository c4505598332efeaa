package io.netstacks.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netstacks.core.NetStacks;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.backup.CleanupOldBackups;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command line does with tasks that are recorded. */
class JobsCommandTest extends CommandFixture {

    private static final Instant LONG_AGO = Instant.parse("2026-03-01T02:00:00Z");

    private String cleaned = "";
    private String pushed = "";

    /** One task that is done, one that failed, and one of each kind that a process left behind when it died. */
    @BeforeEach
    void some_jobs() {
        try (NetStacks net = library().build();
                NetStacksTasks tasks = NetStacksTasks.over(net).build()) {
            net.inventory()
                    .save(Device.named("edge1")
                            .at("192.0.2.1")
                            .platform("cisco_ios")
                            .enabled(false)
                            .build());
            cleaned = over(tasks, new CleanupOldBackups(30, false)).value();
            pushed = over(tasks, new SetConfig("edge1", ConfigChange.of("interface Lo1"), false, List.of()))
                    .value();
            net.stores().tasks().add(left("waiting", false));
            net.stores().tasks().add(left("pushing", true).started(LONG_AGO));
        }
    }

    private static <R> TaskId over(NetStacksTasks tasks, TaskRequest<R> request) {
        TaskHandle<R> handle = tasks.submit(request, OperationContext.as(Actor.user("kim")));
        try {
            handle.join();
        } catch (NetStacksException e) {
            assertThat(e.reason()).contains("edge1"); // sessions with it are not allowed
        }
        return handle.id();
    }

    private static TaskRecord left(String id, boolean mutating) {
        return new TaskRecord(
                new TaskId(id),
                mutating ? "tasks.device_tasks.set_config" : "tasks.device_tasks.get_config",
                "edge2",
                "user:kim",
                "c-1",
                mutating,
                TaskState.PENDING,
                Optional.empty(),
                LONG_AGO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void lists_filters_and_pages() throws IOException {
        assertThat(run("jobs", "list")).isZero();
        assertThat(out.toString()).contains("JOB", "cleanup_old_backups", "SUCCEEDED", "FAILED", "UNKNOWN", "user:kim");

        JsonNode first = json("jobs", "list", "--limit", "1");
        assertThat(first.path("jobs").findValuesAsText("id")).containsExactly(pushed);
        JsonNode rest = json(
                "jobs", "list", "--limit", "9", "--after", first.path("next").asText());
        assertThat(rest.path("jobs").findValuesAsText("id")).hasSize(3).startsWith(cleaned);

        assertThat(ids("--unknown")).containsExactly("pushing");
        assertThat(ids("--outcome", "FAILED", "--since", "2026-03-02")).containsExactly(pushed);
        assertThat(ids("--device", "edge2", "--task", "get_config")).containsExactly("waiting");
        assertThat(ids("--state", "RUNNING")).isEmpty();
        assertThat(run("jobs", "list", "--task", "get_confg")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("tasks.device_tasks.get_config");
        assertThat(run("jobs", "list", "--unknown", "--outcome", "FAILED")).isEqualTo(NetstacksCommand.WRONG_USE);
    }

    private List<String> ids(String... filters) throws IOException {
        List<String> all = new ArrayList<>(List.of("jobs", "list"));
        all.addAll(Arrays.asList(filters));
        return json(all.toArray(String[]::new)).path("jobs").findValuesAsText("id");
    }

    @Test
    void shows_what_is_known_of_a_job_that_a_dead_process_had_begun() throws IOException {
        assertThat(run("jobs", "show", "pushing")).isZero();
        assertThat(out.toString()).contains("outcome: UNKNOWN", LONG_AGO.toString(), "Look what the device holds");

        JsonNode done = json("jobs", "show", cleaned);
        assertThat(done.path("task").asText()).isEqualTo("tasks.backup_tasks.cleanup_old_backups");
        assertThat(done.path("result").isObject()).isTrue();
        assertThat(done.path("repeatable").asBoolean()).isTrue();
        assertThat(done.path("run_ms").isIntegralNumber()).isTrue();

        assertThat(run("jobs", "show", "j-0")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("j-0");
        assertThat(run("jobs", "show", "")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("a task's id must not be empty");
    }

    @Test
    void repeats_a_read_at_once_and_a_change_only_when_it_is_sure() throws IOException {
        JsonNode again = json("jobs", "retry", cleaned);
        assertThat(again.path("outcome").asText()).isEqualTo(TaskOutcome.SUCCEEDED.name());
        assertThat(again.path("id").asText()).isNotEqualTo(cleaned);

        assertThat(run("jobs", "retry", pushed)).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("edge1", "FAILED", "--yes");
        assertThat(run("jobs", "retry", pushed, "--yes")).isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        assertThat(out.toString()).contains("set_config of edge1", "FAILED");

        assertThat(run("jobs", "retry", "waiting")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("is not kept");
    }

    @Test
    void cancels_nothing_that_is_over() throws IOException {
        assertThat(run("jobs", "cancel", cleaned)).isEqualTo(NetstacksCommand.A_DEVICE_FAILED);
        assertThat(out.toString()).contains("over already: SUCCEEDED");
        assertThat(run("jobs", "cancel", "j-0")).isEqualTo(NetstacksCommand.WRONG_USE);
    }

    @Test
    void works_for_a_while_and_tells_what_was_left_behind() {
        assertThat(run("work", "--for", "1s", "--patience", "5s")).isZero();
        assertThat(out.toString())
                .contains(
                        "job pushing was left open and is UNKNOWN", "job waiting was left open", "at work", "stopped");
        assertThat(run("work", "--for", "soon")).isEqualTo(NetstacksCommand.WRONG_USE);
        assertThat(err.toString()).contains("soon", "15m");
    }
}
