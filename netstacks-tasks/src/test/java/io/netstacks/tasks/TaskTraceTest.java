package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.text.Json;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.task.TaskMetadata;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.backup.BackupDeviceConfig;
import io.netstacks.tasks.backup.CleanupOldBackups;
import io.netstacks.tasks.backup.CreateSnapshot;
import io.netstacks.tasks.backup.ValidateConfigFromBackup;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.RunCommands;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.device.TestConnectivity;
import io.netstacks.tasks.device.ValidateConfig;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What a task leaves behind: its record, the summary of its result, and what an interface may show while it is fresh. */
class TaskTraceTest extends TasksOnDevices {

    private static final ConfigChange DESCRIPTION = ConfigChange.of("interface GigabitEthernet0/1", " description new");

    private TaskRecord done(TaskRequest<?> request) {
        TaskHandle<?> handle = tasks.submit(request, kim());
        handle.join();
        return handle.record();
    }

    private static Map<String, Object> summary(TaskRecord record) {
        return Json.readObject(record.result().orElseThrow());
    }

    /** Without the time, which has to be that of the submission. */
    private Map<String, String> metadata(TaskRecord record) {
        TaskMetadata kept = tasks.metadata(record.id()).orElseThrow();
        Map<String, String> values = new HashMap<>(kept.values());
        Instant begun =
                Instant.parse(Optional.ofNullable(values.remove("started_at")).orElseThrow());
        assertThat(begun.truncatedTo(ChronoUnit.MICROS)).isEqualTo(kept.createdAt());
        assertThat(Duration.between(kept.createdAt(), kept.expiresAt())).isEqualTo(Duration.ofHours(1));
        return values;
    }

    @Test
    void a_record_says_who_asked_for_what_and_how_it_went() {
        TaskRecord record = done(GetConfig.of("edge1", "show version"));

        assertThat(record.name()).isEqualTo("tasks.device_tasks.get_config");
        assertThat(record.subject()).isEqualTo("edge1");
        assertThat(record.actor()).isEqualTo("user:kim");
        assertThat(record.mutating()).isFalse();
        assertThat(record.state()).isEqualTo(TaskState.FINISHED);
        assertThat(record.outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(record.startedAt().orElseThrow()).isAfterOrEqualTo(record.submittedAt());
        assertThat(record.finishedAt().orElseThrow())
                .isAfterOrEqualTo(record.startedAt().orElseThrow());
    }

    @Test
    void reading_tasks_leave_which_commands_and_checks_came_out_how() {
        TaskRecord read = done(GetConfig.of("edge1", "show version", "show nonsense"));
        assertThat(read.outcome()).contains(TaskOutcome.PARTIAL);
        assertThat(summary(read).get("commands"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(command -> command.get("command") + " " + command.get("status"))
                .containsExactly("show version OK", "show nonsense REJECTED");
        assertThat(metadata(read))
                .isEqualTo(Map.of(
                        "device_name", "edge1", "operation", "get_config", "commands", "show version; show nonsense"));

        TaskRecord run = done(RunCommands.of("edge1", "show version"));
        assertThat(run.mutating()).isTrue();
        assertThat(metadata(run)).isEqualTo(Map.of("device_name", "edge1", "operation", "run_commands"));

        TaskRecord checked = done(new ValidateConfig(
                "edge1", List.of(Assertion.prefix("hostname edge1"), Assertion.line("never"), Assertion.regex("("))));
        assertThat(checked.outcome()).contains(TaskOutcome.SUCCEEDED);
        assertThat(summary(checked)).isEqualTo(Map.of("status", "ERROR", "passed", 1, "failed", 1, "errors", 1));
        assertThat(metadata(checked)).isEqualTo(Map.of("device_name", "edge1", "operation", "validate_config"));

        TaskRecord reached = done(new TestConnectivity("edge1"));
        assertThat(summary(reached)).isEqualTo(Map.of("reachable", true, "ok", true, "failed_stage", ""));
        assertThat(tasks.metadata(reached.id())).isEmpty();
    }

    @Test
    void changes_leave_what_was_taken_and_whether_it_was_saved() {
        TaskRecord dry = done(SetConfig.of(
                "edge1",
                ConfigChange.builder().line("hostname never").dryRun(true).build()));
        assertThat(dry.mutating()).isFalse();
        assertThat(metadata(dry))
                .isEqualTo(Map.of("device_name", "edge1", "operation", "set_config", "dry_run", "true"));
        assertThat(summary(dry)).containsEntry("status", "DRY_RUN").containsEntry("accepted", 0);

        TaskRecord changed = done(SetConfig.of("edge1", DESCRIPTION));
        assertThat(changed.mutating()).isTrue();
        assertThat(metadata(changed)).containsEntry("dry_run", "false");
        assertThat(summary(changed))
                .isEqualTo(Map.of(
                        "status",
                        "APPLIED",
                        "accepted",
                        2,
                        "rejected",
                        0,
                        "not_sent",
                        0,
                        "committed",
                        false,
                        "saved",
                        true,
                        "backup_id",
                        net.backups().latest("edge1").orElseThrow().id().value()));
    }

    @Test
    void backups_leave_their_ids_and_sizes_and_no_text() {
        TaskRecord taken = done(new BackupDeviceConfig("edge1"));
        Backup backup = net.backups().latest("edge1").orElseThrow();
        assertThat(metadata(taken)).isEqualTo(Map.of("device_name", "edge1", "operation", "backup_config"));
        assertThat(summary(taken))
                .isEqualTo(Map.of(
                        "backup_id",
                        backup.id().value(),
                        "changed",
                        true,
                        "config_length",
                        net.backups().content(backup.id()).length()));
        assertThat(summary(done(new BackupDeviceConfig("edge1")))).containsEntry("changed", false);

        assertThat(summary(done(new ValidateConfigFromBackup(
                        backup.id(), List.of(Assertion.line("never").absent()), Optional.empty()))))
                .isEqualTo(Map.of("status", "PASSED", "passed", 1, "failed", 0, "errors", 0));
        assertThat(summary(done(new CleanupOldBackups(30, true))))
                .isEqualTo(Map.of("deleted", 0, "retention_days", 30, "dry_run", true));

        TaskRecord night =
                done(new CreateSnapshot(BackupRequest.of(DeviceSelector.all()).reason("night")));
        Snapshot snapshot = net.backups().snapshots(PageRequest.first()).items().get(0);
        assertThat(night.subject()).isEqualTo("snapshot:night");
        assertThat(summary(night))
                .isEqualTo(Map.of(
                        "snapshot_id",
                        snapshot.id().value(),
                        "state",
                        "COMPLETE",
                        "changed",
                        1,
                        "unchanged",
                        1,
                        "failed",
                        0,
                        "skipped",
                        0));
    }

    @Test
    void a_failure_leaves_its_code_and_no_result() {
        net.inventory().save(ios.asDevice().credential("wrong").build());
        TaskHandle<?> handle = tasks.submit(new BackupDeviceConfig("edge1"), kim());

        assertThatThrownBy(handle::join).isInstanceOf(ConnectionFailedException.class);

        assertThat(handle.record().outcome()).contains(TaskOutcome.FAILED);
        assertThat(handle.record().result()).isEmpty();
        assertThat(handle.record().message().orElseThrow())
                .startsWith("AUTHENTICATION_FAILED: ")
                .doesNotContain("Canary");
        assertThat(net.backups().latest("edge1")).isEmpty();
    }
}
