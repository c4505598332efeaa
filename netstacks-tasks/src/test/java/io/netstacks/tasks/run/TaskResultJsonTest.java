package io.netstacks.tasks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.backup.BackupRun;
import io.netstacks.core.fleet.ConnectivityReport;
import io.netstacks.core.fleet.ConnectivityReport.Stage;
import io.netstacks.core.fleet.ConnectivityReport.Step;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.parse.ParseResult;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.tasks.backup.BackupDeviceConfig;
import io.netstacks.tasks.backup.CleanupOldBackups;
import io.netstacks.tasks.backup.CleanupReport;
import io.netstacks.tasks.backup.CreateSnapshot;
import io.netstacks.tasks.backup.ValidateConfigFromBackup;
import io.netstacks.tasks.device.CommandReport;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.RunCommands;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.device.SetConfigReport;
import io.netstacks.tasks.device.TestConnectivity;
import io.netstacks.tasks.device.ValidateConfig;
import io.netstacks.tasks.device.ValidationReport;
import io.netstacks.tasks.internal.BackupOperationsCatalog;
import io.netstacks.tasks.internal.DeviceOperationsCatalog;
import io.netstacks.tasks.internal.ScheduleOperationsCatalog;
import io.netstacks.tasks.schedule.CheckScheduledOperations;
import io.netstacks.tasks.schedule.ExecuteScheduledBackup;
import io.netstacks.tasks.schedule.ExecuteScheduledDeploy;
import io.netstacks.tasks.schedule.ExecuteScheduledMop;
import io.netstacks.tasks.schedule.TickReport;
import io.netstacks.tasks.schedule.WorkUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskResultJsonTest {

    private static final Instant AT = Instant.parse("2026-03-01T02:00:00.123456789Z");
    private static final Optional<String> NONE = Optional.empty();

    private final NetStacks net =
            NetStacks.builder().storage("memory").discovery(false).build();
    private final TaskRegistry registry = registry(net);
    private final TaskResultJson json = new TaskResultJson(registry);
    private final Set<String> seen = new TreeSet<>();

    private static TaskRegistry registry(NetStacks net) {
        List<TaskOperation<?, ?>> all = new ArrayList<>();
        all.add(new TextOperation());
        all.addAll(new DeviceOperationsCatalog(net::device, net.backups()::saveBeforeChange, net.clock()).operations());
        all.addAll(new BackupOperationsCatalog(net.backups(), net.clock()).operations());
        all.addAll(new ScheduleOperationsCatalog(net.backups(), () -> new TickReport(0, 0, 0, 0, 0)).operations());
        return new TaskRegistry(all);
    }

    @AfterEach
    void close() {
        net.close();
    }

    private <R> void assertSame(TaskRequest<R> request, R result) {
        String text = json.write(request, result).orElseThrow();
        R back = json.read(request, text);

        assertThat(back).isEqualTo(result);
        assertThat(json.write(request, back)).contains(text);
        seen.add(request.taskName());
    }

    private static CommandResult command(Optional<ParseResult> parse) {
        return new CommandResult(
                "edge1",
                "show \"version\"",
                CommandStatus.REJECTED,
                "line 1\n\tline 2 \u00e4\uD83D\uDE80\u0000",
                Optional.of("% Invalid input"),
                Optional.of(ErrorCode.SESSION_LOST),
                true,
                Duration.ofNanos(1_234_567_891),
                parse,
                2);
    }

    private static ChangeResult change() {
        return new ChangeResult(
                "edge1",
                ChangeStatus.ROLLED_BACK,
                List.of(
                        new LineResult(0, "interface Lo1", LineResult.Status.ACCEPTED, NONE),
                        new LineResult(1, "nonsense", LineResult.Status.REJECTED, Optional.of("% Invalid"))),
                true,
                false,
                Optional.of("+ a\n- b"),
                Optional.of(new BackupId("b-1")),
                "rolled back",
                Optional.of(ErrorCode.DEVICE_REFUSED),
                Duration.ofMillis(17));
    }

    @Test
    void every_result_is_the_same_after_it_was_carried() {
        AssertionResult held = new AssertionResult(
                Assertion.line("ntp server 192.0.2.1").under("x").absent(),
                AssertionResult.Status.FAILED,
                17,
                Optional.of("ntp server 192.0.2.1"),
                Optional.of("it is there"));
        AssertionResult bare =
                new AssertionResult(Assertion.prefix("ntp"), AssertionResult.Status.PASSED, 0, NONE, NONE);
        List<Map<String, Object>> rows = List.of(
                Map.of("interface", "Gi0/1", "tags", List.of("a", "b"), "nested", Map.of("mtu", 1500, "up", true)),
                Map.of());
        CommandReport commands = new CommandReport(
                "edge1",
                List.of(
                        command(Optional.empty()),
                        command(Optional.of(new ParseResult.Parsed(rows))),
                        command(Optional.of(new ParseResult.Parsed(List.of()))),
                        command(Optional.of(new ParseResult.NoTemplate("cisco_ios", "show x"))),
                        command(Optional.of(new ParseResult.Failed("line 3 of x", 3)))),
                AT);
        assertSame(GetConfig.of("edge1", "show version"), commands);
        assertSame(RunCommands.of("edge1", "clear counters"), commands);
        assertSame(
                new SetConfig("edge1", ConfigChange.of("interface Lo1"), false, List.of()),
                new SetConfigReport(change(), List.of(held, bare), AT));
        ValidationReport validation =
                new ValidationReport("edge1", List.of(held, bare), Optional.of(Duration.ofHours(3)), AT);
        assertSame(new ValidateConfig("edge1", List.of(Assertion.prefix("ntp"))), validation);
        assertSame(
                new ValidateConfigFromBackup(new BackupId("b-1"), List.of(Assertion.prefix("ntp")), Optional.empty()),
                new ValidationReport("b-1", List.of(), Optional.empty(), AT));
        connectivity();
        backups();
        assertSame(new CheckScheduledOperations(), new TickReport(1, 2, 3, 4, 5));
        WorkUnavailable unavailable = new WorkUnavailable(ScheduledWork.DEPLOY, "edge");
        assertSame(new ExecuteScheduledDeploy("weekly", "edge"), unavailable);
        assertSame(new ExecuteScheduledMop("weekly", "edge"), unavailable);

        Set<String> ours = new TreeSet<>(registry.names());
        ours.remove("tests.text");
        assertThat(seen).isEqualTo(ours);
    }

    private void connectivity() {
        ConnectionReport connection = new ConnectionReport(
                "ssh",
                new Endpoint("192.0.2.1", 22),
                List.of(new Endpoint("jump", 2222)),
                "SSH-2.0-Cisco-1.25",
                "welcome",
                Map.of("kex", "curve25519-sha256"),
                Optional.of("password"),
                Optional.of(new HostKey("ssh-ed25519", "AAAA")),
                true,
                Map.of("connect", Duration.ofMillis(3)));
        Stage failed = new Stage(
                Step.SHELL,
                ConnectivityReport.Status.FAILED,
                Duration.ofMillis(5),
                Optional.of(ErrorCode.SESSION_LOST),
                Optional.of("no prompt"));
        assertSame(
                new TestConnectivity("edge1"),
                new ConnectivityReport(
                        "edge1",
                        List.of(failed),
                        Optional.of(connection),
                        Optional.of("cisco_ios"),
                        Optional.of("edge1#")));
        assertSame(
                new TestConnectivity("edge1"),
                new ConnectivityReport("edge1", List.of(), Optional.empty(), NONE, NONE));
    }

    private void backups() {
        Backup backup = new Backup(
                new BackupId("b-1"),
                "edge1",
                "cisco_ios",
                AT,
                Backup.Origin.SCHEDULED,
                "user:kim",
                "raw",
                "norm",
                1234,
                AT.plusSeconds(60),
                7,
                true,
                Set.of("golden", "before"),
                Optional.of("k1"));
        assertSame(new BackupDeviceConfig("edge1"), new Backup.Saved(backup, true, Optional.of(new BackupId("b-0"))));
        assertSame(
                new CleanupOldBackups(30, true),
                new CleanupReport(List.of(new BackupId("b-1"), new BackupId("b-2")), 30, true));
        Snapshot snapshot = new Snapshot(
                new SnapshotId("s-1"),
                "nightly",
                AT,
                "user:kim",
                AT.plusSeconds(600),
                List.of(
                        SnapshotMember.saved(new Backup.Saved(backup, true, Optional.of(new BackupId("b-0")))),
                        SnapshotMember.failed("edge2", "no route"),
                        SnapshotMember.pending("edge3")));
        assertSame(new CreateSnapshot(BackupRequest.of(DeviceSelector.all())), new BackupRun(snapshot));
        assertSame(new ExecuteScheduledBackup("nightly", "n", DeviceSelector.all(), 7), new BackupRun(snapshot));
    }

    @Test
    void an_output_of_any_size_that_a_command_may_have_is_carried() {
        GetConfig request = GetConfig.of("edge1", "show tech-support");
        CommandReport report = new CommandReport(
                "edge1",
                List.of(new CommandResult(
                        "edge1",
                        "show tech-support",
                        CommandStatus.OK,
                        "x".repeat(21_000_000),
                        NONE,
                        Optional.empty(),
                        false,
                        Duration.ZERO,
                        Optional.empty(),
                        0)),
                AT);

        CommandReport back = json.read(request, json.write(request, report).orElseThrow());

        assertThat(back.results().get(0).output()).hasSize(21_000_000);
    }

    @Test
    void an_operation_without_a_codec_keeps_its_result_where_it_is() {
        assertThat(json.write(new Text("edge1"), "gone")).isEmpty();
    }

    @Test
    void what_is_no_such_result_is_refused_without_its_values() {
        CleanupOldBackups request = new CleanupOldBackups(30, true);
        for (String text : List.of(
                "{}",
                "{\"task\":\"tasks.backup_tasks.cleanup_old_backups\",\"version\":2,\"result\":{}}",
                "{\"task\":\"tasks.backup_tasks.cleanup_old_backups\",\"version\":1,\"result\":{}}",
                "{\"task\":\"tasks.backup_tasks.cleanup_old_backups\",\"version\":1,"
                        + "\"result\":{\"backup_ids\":[\"Canary\"],\"retention_days\":\"Canary\"}}",
                "{\"task\":\"tasks.device_tasks.get_config\",\"version\":1,\"result\":{}}",
                "nonsense")) {
            assertThatThrownBy(() -> json.read(request, text))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageNotContaining("Canary");
        }
    }

    /** A request of a host's whose result is not made to be carried. */
    private record Text(String subject) implements TaskRequest<String> {
        @Override
        public String taskName() {
            return "tests.text";
        }

        @Override
        public boolean mutating() {
            return false;
        }
    }

    private static final class TextOperation implements TaskOperation<Text, String> {
        @Override
        public String name() {
            return "tests.text";
        }

        @Override
        public Class<Text> requestType() {
            return Text.class;
        }

        @Override
        public String run(Text request, OperationContext context) {
            return "gone";
        }

        @Override
        public TaskOutcome outcome(String result) {
            return TaskOutcome.SUCCEEDED;
        }

        @Override
        public Map<String, Object> summary(String result) {
            return Map.of();
        }
    }
}
