package io.netstacks.tasks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.text.Json;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.parse.OutputTemplate;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.backup.BackupDeviceConfig;
import io.netstacks.tasks.backup.CleanupOldBackups;
import io.netstacks.tasks.backup.CreateSnapshot;
import io.netstacks.tasks.backup.ValidateConfigFromBackup;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.RunCommands;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.device.TestConnectivity;
import io.netstacks.tasks.device.ValidateConfig;
import io.netstacks.tasks.schedule.CheckScheduledOperations;
import io.netstacks.tasks.schedule.ExecuteScheduledBackup;
import io.netstacks.tasks.schedule.ExecuteScheduledDeploy;
import io.netstacks.tasks.schedule.ExecuteScheduledMop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskRequestJsonTest {

    private static final Assertion NTP = Assertion.prefix("ntp server").describedAs("time");

    /** Set to what no default is, so that a forgotten field shows. */
    private static final List<TaskRequest<?>> ALL = List.of(
            new GetConfig(
                    "edge1",
                    List.of(
                            Command.show("show version"),
                            Command.show("show run")
                                    .within(Duration.ofSeconds(90))
                                    .at("privileged")
                                    .truncateAbove(1234)
                                    .parsedWith(OutputTemplate.ttp("mine", "{{ a }}\n{{ b }}")),
                            Command.show("show arp").parsed().failAbove(99))),
            RunCommands.of("edge1", "clear counters"),
            new SetConfig(
                    "edge1",
                    ConfigChange.builder()
                            .line("interface Ethernet1 \"ä\"")
                            .line(new ConfigLine("banner motd ^C", List.of("hello", "^C")))
                            .save(false)
                            .dryRun(true)
                            .pipelined(true)
                            .exclusive(true)
                            .dangerousAllowed(true)
                            .comment("CHG-1")
                            .build(),
                    false,
                    List.of(
                            NTP,
                            Assertion.line("shutdown")
                                    .under("interface Ethernet1")
                                    .absent())),
            new ValidateConfig("edge1", List.of(NTP)),
            new TestConnectivity("edge1"),
            new BackupDeviceConfig("edge1"),
            new ValidateConfigFromBackup(new BackupId("b-1"), List.of(NTP), Optional.of(Duration.ofHours(3))),
            new ValidateConfigFromBackup(new BackupId("b-1"), List.of(NTP), Optional.empty()),
            new CleanupOldBackups(30, true),
            new CreateSnapshot(BackupRequest.of(new DeviceSelector.Except(
                            new DeviceSelector.Tag("core"), new DeviceSelector.Names(Set.of("a", "b"))))
                    .reason("before CHG-1")
                    .origin(Backup.Origin.SCHEDULED)
                    .parallelism(3)
                    .within(Duration.ofSeconds(45))
                    .setFormat(false)
                    .unlessSeenWithin(Duration.ofHours(4))),
            new CheckScheduledOperations(),
            new ExecuteScheduledBackup("nightly", "nightly 1", new DeviceSelector.All(), 7),
            new ExecuteScheduledBackup(
                    "nightly", "nightly 2", new DeviceSelector.All(), 7, false, Optional.of(Duration.ofHours(12))),
            new ExecuteScheduledDeploy("weekly", "edge"),
            new ExecuteScheduledMop("weekly", "upgrade"));

    /** An operation of a host's that is not made to be stored. */
    private record Fleeting(String subject, boolean mutating) implements TaskRequest<String> {
        @Override
        public String taskName() {
            return "tests.fleeting";
        }
    }

    private static final class FleetingOperation implements TaskOperation<Fleeting, String> {
        @Override
        public String name() {
            return "tests.fleeting";
        }

        @Override
        public Class<Fleeting> requestType() {
            return Fleeting.class;
        }

        @Override
        public String run(Fleeting request, OperationContext context) {
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

    private final List<TaskBench> benches = new ArrayList<>();
    private final NetStacks net =
            NetStacks.builder().storage("memory").discovery(false).build();
    private final NetStacksTasks tasks = NetStacksTasks.over(net)
            .register(new FleetingOperation())
            .dispatcher(this::keep)
            .build();
    private final TaskRequestJson json = benches.get(0).requests();

    private TaskDispatcher keep(TaskBench bench) {
        benches.add(bench);
        return new TaskDispatcher() {
            @Override
            public <R> TaskHandle<R> submit(TaskRequest<R> request, OperationContext context) {
                return bench.run(bench.accept(request, context), request, context);
            }

            @Override
            public boolean cancel(TaskId taskId) {
                return false;
            }

            @Override
            public Set<TaskId> gone(Collection<TaskId> taskIds) {
                return Set.of();
            }

            @Override
            public int waiting() {
                return 0;
            }

            @Override
            public boolean drain(Duration patience) {
                return true;
            }

            @Override
            public void close() {
                benches.clear();
            }
        };
    }

    @AfterEach
    void close() {
        tasks.close();
        net.close();
    }

    @Test
    void every_request_is_the_same_after_it_was_stored() {
        Set<String> seen = new TreeSet<>();
        for (TaskRequest<?> request : ALL) {
            String text = json.write(request);
            TaskRequest<?> back = json.read(text);

            assertThat(back)
                    .usingRecursiveComparison()
                    .ignoringFields("request.progress")
                    .isEqualTo(request);
            assertThat(json.write(back)).isEqualTo(text);
            assertThat(back.mutating()).isEqualTo(request.mutating());
            seen.add(request.taskName());
        }
        seen.add("tests.fleeting");
        assertThat(seen).isEqualTo(tasks.names());
    }

    @Test
    void the_text_tells_task_and_version() {
        assertThat(Json.readObject(json.write(new TestConnectivity("edge1"))))
                .isEqualTo(Map.of(
                        "task",
                        "tasks.device_tasks.test_connectivity",
                        "version",
                        1,
                        "request",
                        Map.of("device", "edge1")));
    }

    @Test
    void answers_to_questions_are_never_stored() {
        Command enable = Command.exec("enable").answering(Dialogue.none().andSecret("Password:", Secret.of("hunter2")));

        assertThatThrownBy(() -> json.write(new RunCommands("edge1", List.of(enable))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("enable")
                .hasMessageNotContaining("hunter2");

        ConfigChange rekeyed = ConfigChange.builder()
                .line("crypto key import")
                .answering(Dialogue.none().andSecret("passphrase:", Secret.of("hunter2")))
                .build();
        assertThatThrownBy(() -> json.write(new SetConfig("edge1", rekeyed, false, List.of())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void an_operation_without_codec_stays_in_its_process() {
        assertThatThrownBy(() -> json.write(new Fleeting("edge1", false)))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("tests.fleeting");
    }

    @Test
    void what_a_newer_version_wrote_is_not_guessed() {
        String newer = json.write(new TestConnectivity("edge1")).replace("\"version\":1", "\"version\":2");

        assertThatThrownBy(() -> json.read(newer))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("up to 1");
    }

    @Test
    void an_unknown_task_is_named() {
        assertThatThrownBy(() -> json.read("{\"task\":\"tests.other\",\"version\":1,\"request\":{}}"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("tests.other");
    }

    @Test
    void a_field_that_is_missing_or_wrong_is_named_and_not_shown() {
        String envelope = "{\"task\":\"tasks.backup_tasks.cleanup_old_backups\",\"version\":1,\"request\":%s}";

        for (String request : List.of("{}", "{\"retention_days\":\"s3cret\",\"dry_run\":true}")) {
            assertThatThrownBy(() -> json.read(envelope.formatted(request)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("\"retention_days\"")
                    .hasMessageNotContaining("s3cret");
        }
        for (String text : List.of("{}", "[]", "", "{\"task\":1}", "{\"task\":\"x\",\"version\":1,\"request\":[]}")) {
            assertThatThrownBy(() -> json.read(text)).isInstanceOf(InvalidInputException.class);
        }
    }
}
