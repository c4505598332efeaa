package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.fleet.ConnectivityReport;
import io.netstacks.core.fleet.FleetResult;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.parse.OutputTemplate;
import io.netstacks.spi.parse.ParseResult;
import io.netstacks.spi.session.DeviceOperations;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.backup.BackupDeviceConfig;
import io.netstacks.tasks.backup.CleanupOldBackups;
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
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.testkit.CanarySecrets;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.netstacks.testkit.fake.FakeFarm;
import io.netstacks.testkit.fake.FakeLogin;
import io.netstacks.testkit.fake.FakeReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tasks from request to history, on simulated devices behind real SSH. */
class NetStacksTasksTest {

    private static FakeDevice ios;
    private static FakeDevice junos;

    private NetStacks net;
    private NetStacksTasks tasks;

    @BeforeAll
    static void start() {
        ios = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
        junos = FakeDevice.start(FakeDevices.juniperJunos("core1"));
    }

    @AfterAll
    static void stop() {
        ios.close();
        junos.close();
    }

    @BeforeEach
    void open() {
        net = NetStacks.builder()
                .storage("memory")
                .credentials(CredentialSources.of(Map.of(
                        "edge1", ios.credentials(),
                        "core1", junos.credentials(),
                        "wrong", Credentials.password("admin", "Canary-wrong"))))
                .build();
        net.inventory().save(ios.asDevice().credential("edge1").build());
        net.inventory().save(junos.asDevice().credential("core1").build());
        tasks = NetStacksTasks.over(net).workers(4).build();
    }

    @AfterEach
    void close() {
        tasks.close();
        net.close();
    }

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim"));
    }

    @Test
    void every_operation_goes_by_its_name() {
        assertThat(tasks.names())
                .contains(
                        "tasks.device_tasks.get_config",
                        "tasks.device_tasks.set_config",
                        "tasks.device_tasks.run_commands",
                        "tasks.device_tasks.validate_config",
                        "tasks.device_tasks.test_connectivity",
                        "tasks.backup_tasks.backup_device_config",
                        "tasks.backup_tasks.validate_config_from_backup",
                        "tasks.backup_tasks.cleanup_old_backups",
                        "tasks.backup_tasks.create_snapshot");
    }

    @Test
    void commands_keep_their_order_even_the_same_twice() {
        CommandReport report = tasks.run(GetConfig.of("edge1", "show version", "show nonsense", "show version"), kim());

        assertThat(report.results())
                .extracting(CommandResult::status)
                .containsExactly(CommandStatus.OK, CommandStatus.REJECTED, CommandStatus.OK);
        assertThat(report.results().get(0).output())
                .isEqualTo(report.results().get(2).output());
        assertThat(report.status()).isEqualTo(TaskOutcome.PARTIAL);
    }

    @Test
    void each_command_may_bring_a_template_and_has_an_outcome_of_its_own() {
        Command config = Command.show("show running-config");
        CommandReport report = tasks.run(
                new GetConfig(
                        "edge1",
                        List.of(
                                config.parsedWith(OutputTemplate.ttp(
                                        "name.ttp",
                                        "<group name=\"device\">\nhostname {{ name | _start_ }}\n</group>")),
                                config.parsedWith(OutputTemplate.textFsm(
                                        "name.textfsm", "Value NAME (\\S+)\n\nStart\n  ^hostname ${NAME} -> Record\n")),
                                config.parsedWith(OutputTemplate.ttp("wrong.ttp", "hostname {{ name | re(\"(\") }}")))),
                kim());

        assertThat(report.status()).isEqualTo(TaskOutcome.SUCCEEDED);
        assertThat(report.results().get(0).rows()).hasToString("[{device={name=edge1}}]");
        assertThat(report.results().get(1).rows()).hasToString("[{name=edge1}]");
        assertThat(report.results().get(2).parse())
                .hasValueSatisfying(parse -> assertThat(parse)
                        .isInstanceOfSatisfying(
                                ParseResult.Failed.class,
                                failed -> assertThat(failed.message()).contains("wrong.ttp")));
    }

    @Test
    void a_report_without_any_success_has_failed() {
        assertThat(tasks.run(GetConfig.of("edge1", "show nonsense"), kim()).status())
                .isEqualTo(TaskOutcome.FAILED);
    }

    @Test
    void a_get_that_would_reload_is_not_sent() {
        CommandReport report = tasks.run(GetConfig.of("edge1", "reload"), kim());

        assertThat(report.results()).singleElement().satisfies(result -> {
            assertThat(result.status()).isEqualTo(CommandStatus.NOT_SENT);
            assertThat(result.errorCode()).contains(ErrorCode.COMMAND_DENIED);
        });
        assertThat(ios.typed()).doesNotContain("reload");
    }

    @Test
    void a_dry_run_sends_no_line() {
        String before = ios.runningConfig();

        SetConfigReport report = tasks.run(
                SetConfig.of(
                        "edge1",
                        ConfigChange.builder()
                                .line("hostname never")
                                .dryRun(true)
                                .build()),
                kim());

        assertThat(report.change().status()).isEqualTo(ChangeStatus.DRY_RUN);
        assertThat(ios.runningConfig()).isEqualTo(before);
        assertThat(ios.typed()).doesNotContain("hostname never");
    }

    @Test
    void a_dry_run_takes_no_device_where_the_device_could_do_no_more_than_we() {
        ConfigChange change =
                ConfigChange.builder().line("hostname other").dryRun(true).build();
        int connections = ios.connectionsOpened();

        SetConfigReport report = tasks.run(SetConfig.of("edge1", change), kim());

        assertThat(report.change().status()).isEqualTo(ChangeStatus.DRY_RUN);
        assertThat(report.change().message()).contains("cisco_ios applies lines at once");
        assertThat(net.device("edge1").configure(change, kim()).status()).isEqualTo(ChangeStatus.DRY_RUN);
        assertThat(net.devices(DeviceSelector.names("edge1"))
                        .configure(change, kim())
                        .succeeded())
                .hasSize(1);
        ConfigChange reload = ConfigChange.builder().line("reload").dryRun(true).build();
        assertThatThrownBy(() -> tasks.run(SetConfig.of("edge1", reload), kim()))
                .isInstanceOf(DeniedException.class)
                .hasMessageContaining("reload");
        assertThat(ios.connectionsOpened()).isEqualTo(connections);
    }

    @Test
    void what_no_task_could_do_is_refused_when_it_is_asked_for() {
        DeviceSelector all = DeviceSelector.all();
        List<Command> commands = Collections.nCopies(10_001, Command.show("show version"));
        List<Assertion> assertions = Collections.nCopies(10_001, Assertion.line("x"));

        for (ThrowingCallable wrong : List.<ThrowingCallable>of(
                () -> new CleanupOldBackups(0, false),
                () -> new CleanupOldBackups(-5, true),
                () -> new CleanupOldBackups(3651, false),
                () -> BackupRequest.of(all).within(Duration.ZERO),
                () -> BackupRequest.of(all).parallelism(0),
                () -> net.devices(all).within(Duration.ofSeconds(-1)),
                () -> new GetConfig("edge1", commands),
                () -> new RunCommands("edge1", commands),
                () -> new RunCommands("edge1", List.of()),
                () -> new ValidateConfig("edge1", assertions))) {
            assertThatThrownBy(wrong).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void a_dry_run_of_a_disabled_device_is_refused() {
        net.inventory().save(ios.asDevice().credential("edge1").enabled(false).build());

        assertThatThrownBy(() -> tasks.run(
                        SetConfig.of(
                                "edge1",
                                ConfigChange.builder().line("x").dryRun(true).build()),
                        kim()))
                .isInstanceOf(DeniedException.class);
    }

    @Test
    void a_change_is_backed_up_before_and_checked_after() {
        SetConfigReport report = tasks.run(
                new SetConfig(
                        "edge1",
                        ConfigChange.of("ntp server 192.0.2.123"),
                        true,
                        List.of(Assertion.line("ntp server 192.0.2.123"))),
                kim());

        assertThat(report.change().status()).isEqualTo(ChangeStatus.APPLIED);
        assertThat(report.isOk()).isTrue();
        BackupId backup = report.change().backupId().orElseThrow();
        assertThat(net.backups().find(backup).orElseThrow().origin()).isEqualTo(Backup.Origin.BEFORE_CHANGE);
        assertThat(ios.startupConfig()).contains("ntp server 192.0.2.123");
    }

    @Test
    void a_refused_line_is_not_a_success() {
        TaskHandle<SetConfigReport> handle = tasks.submit(
                SetConfig.of("edge1", "interface GigabitEthernet0/1", " nonsense here", " mtu 1400"), kim());

        assertThat(handle.join().change().status()).isEqualTo(ChangeStatus.REJECTED);
        assertThat(handle.join().change().lines())
                .extracting(LineResult::status)
                .containsExactly(LineResult.Status.ACCEPTED, LineResult.Status.REJECTED, LineResult.Status.NOT_SENT);
        assertThat(handle.record().outcome()).contains(TaskOutcome.FAILED);
    }

    @Test
    void a_change_that_was_not_saved_is_no_success() {
        try (FakeDevice full = FakeDevice.start(FakeDevices.ciscoIos("edge9")
                .with(script -> script.command(
                        "write memory", FakeReply.text("startup-config file open failed (Not enough space)"))))) {
            net.stores().credentials().save("edge9", full.credentials());
            net.inventory().save(full.asDevice().credential("edge9").build());

            TaskHandle<SetConfigReport> handle =
                    tasks.submit(SetConfig.of("edge9", "interface GigabitEthernet0/1", " mtu 1400"), kim());

            assertThat(handle.join().change().status()).isEqualTo(ChangeStatus.APPLIED_NOT_SAVED);
            assertThat(handle.join().isOk()).isFalse();
            assertThat(handle.record().outcome()).contains(TaskOutcome.PARTIAL);
        }
    }

    @Test
    void a_platform_that_commits_has_committed() {
        SetConfigReport report = tasks.run(SetConfig.of("core1", "set system location building berlin"), kim());

        assertThat(report.change().status()).isEqualTo(ChangeStatus.APPLIED);
        assertThat(report.change().committed()).isTrue();
        assertThat(junos.runningConfig()).contains("berlin");
    }

    @Test
    void commands_that_change_are_run_once_and_recorded_as_changes() {
        TaskHandle<CommandReport> handle = tasks.submit(RunCommands.of("edge1", "show clock"), kim());

        assertThat(handle.join().status()).isEqualTo(TaskOutcome.SUCCEEDED);
        assertThat(handle.record().mutating()).isTrue();
    }

    @Test
    void what_holds_is_told_from_whether_it_could_be_checked() {
        ValidationReport report = tasks.run(
                new ValidateConfig(
                        "edge1", List.of(Assertion.prefix("hostname edge1"), Assertion.line("no such line"))),
                kim());

        assertThat(report.status()).isEqualTo(AssertionResult.Status.FAILED);
        assertThat(report.results())
                .extracting(AssertionResult::status)
                .containsExactly(AssertionResult.Status.PASSED, AssertionResult.Status.FAILED);
    }

    @Test
    void a_refused_login_is_reachable() {
        net.inventory().save(ios.asDevice().credential("wrong").build());

        ConnectivityReport report = tasks.run(new TestConnectivity("edge1"), kim());

        assertThat(report.reachable()).isTrue();
        assertThat(report.ok()).isFalse();
        assertThat(report.failure().orElseThrow().step()).isEqualTo(ConnectivityReport.Step.AUTHENTICATION);
        assertThat(report.toString()).doesNotContain("Canary");
    }

    @Test
    void a_refused_login_is_tried_once() {
        net.inventory().save(ios.asDevice().credential("wrong").build());
        int before = ios.loginAttempts();

        assertThatThrownBy(() -> tasks.run(GetConfig.of("edge1", "show version"), kim()))
                .isInstanceOfSatisfying(
                        NetStacksException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
        assertThat(ios.loginAttempts() - before).isEqualTo(1);
    }

    @Test
    void a_wrong_password_is_tried_on_three_of_many_devices() throws Exception {
        try (FakeFarm farm = FakeFarm.open()) {
            for (int i = 0; i < 40; i++) {
                net.inventory()
                        .save(farm.start(FakeDevices.ciscoIos("acc" + i))
                                .asDevice()
                                .credential("wrong")
                                .tag("access")
                                .build());
            }

            FleetResult<CommandResult> results =
                    net.devices(DeviceSelector.tag("access")).parallelism(20).run("show version");

            assertThat(results.failed().values())
                    .hasSize(40)
                    .allSatisfy(e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED));
            assertThat(farm.devices().stream()
                            .mapToInt(FakeDevice::loginAttempts)
                            .sum())
                    .isEqualTo(3);
        }
    }

    @Test
    void an_unchanged_configuration_is_a_success_without_a_new_backup() {
        Backup.Saved first = tasks.run(new BackupDeviceConfig("core1"), kim());
        Backup.Saved second = tasks.run(new BackupDeviceConfig("core1"), kim());

        assertThat(second.changed()).isFalse();
        assertThat(second.backup().id()).isEqualTo(first.backup().id());
        assertThat(second.backup().verifications()).isGreaterThan(first.backup().verifications());
    }

    @Test
    void a_stored_configuration_is_checked_like_a_running_one() {
        Backup.Saved saved = tasks.run(new BackupDeviceConfig("edge1"), kim());

        ValidationReport report = tasks.run(
                new ValidateConfigFromBackup(
                        saved.backup().id(), List.of(Assertion.prefix("hostname edge1")), Optional.empty()),
                kim());

        assertThat(report.status()).isEqualTo(AssertionResult.Status.PASSED);
        assertThat(report.age()).isPresent();
    }

    @Test
    void a_clean_up_never_deletes_the_last_backup_and_refuses_less_than_a_day() {
        tasks.run(new BackupDeviceConfig("edge1"), kim());

        assertThat(tasks.run(new CleanupOldBackups(1, false), kim()).backupIds())
                .isEmpty();
        for (int days : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> tasks.run(new CleanupOldBackups(days, false), kim()))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(net.backups().latest("edge1")).isPresent();
    }

    @Test
    void a_snapshot_counts_devices_that_fail_and_ends() {
        net.inventory()
                .save(Device.named("gone")
                        .platform("cisco_ios")
                        .at("127.0.0.1", 1)
                        .credential("edge1")
                        .build());

        Snapshot snapshot = tasks.run(
                        new CreateSnapshot(
                                BackupRequest.of(DeviceSelector.all()).reason("all")),
                        kim())
                .snapshot();

        assertThat(snapshot.state()).isEqualTo(Snapshot.State.PARTIAL);
        assertThat(snapshot.members()).hasSize(3);
    }

    @Test
    void one_device_never_has_two_sessions_at_once() {
        List<TaskHandle<CommandReport>> handles = IntStream.range(0, 12)
                .mapToObj(i -> tasks.submit(GetConfig.of("edge1", "show version"), kim()))
                .toList();
        handles.forEach(TaskHandle::join);

        assertThat(ios.mostSessions()).isEqualTo(1);
    }

    /** Virtual ones where the JVM has them. */
    private static ExecutorService threadsOfTheHost() throws ReflectiveOperationException {
        return Runtime.version().feature() < 21
                ? Executors.newCachedThreadPool()
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }

    @Test
    void tasks_run_on_the_threads_of_the_host_and_leave_them_to_him() throws Exception {
        ExecutorService host = threadsOfTheHost();
        AtomicInteger lent = new AtomicInteger();
        try (NetStacksTasks hosted = NetStacksTasks.over(net)
                .executor(work -> {
                    lent.incrementAndGet();
                    host.execute(work);
                })
                .build()) {
            List<TaskHandle<CommandReport>> handles = IntStream.range(0, 12)
                    .mapToObj(i -> hosted.submit(GetConfig.of(i % 2 == 0 ? "edge1" : "core1", "show version"), kim()))
                    .toList();

            assertThat(handles)
                    .allSatisfy(handle -> assertThat(handle.join().status()).isEqualTo(TaskOutcome.SUCCEEDED));
        }
        assertThat(lent).hasPositiveValue();
        assertThat(ios.mostSessions()).isEqualTo(1);
        assertThat(host.isShutdown()).isFalse();
        host.shutdown();
        assertThat(host.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void the_history_has_no_output_and_no_secret() {
        tasks.run(GetConfig.of("edge1", "show running-config"), kim());

        List<TaskRecord> records =
                tasks.history(TaskQuery.all(), PageRequest.first()).items();

        assertThat(records).hasSize(1);
        assertThat(records.toString()).doesNotContain("interface").doesNotContain("enable-secret");
    }

    @Test
    void no_secret_of_a_login_is_in_what_tasks_say_keep_and_throw() {
        CanarySecrets canary = CanarySecrets.planted();
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge8")
                .with(script -> script.login(FakeLogin.as("kim").withPassword(canary.password()))
                        .enableSecret(canary.enableSecret())))) {
            net.stores().credentials().save("planted", canary.credentials("kim"));
            net.stores().credentials().save("stale", canary.credentials("lee"));
            net.inventory().save(device.asDevice().credential("planted").build());
            net.inventory()
                    .save(Device.named("edge7")
                            .platform("cisco_ios")
                            .at(device.endpoint().host(), device.endpoint().port())
                            .credential("stale")
                            .build());

            List<Object> said = new ArrayList<>();
            for (TaskRequest<?> request : List.<TaskRequest<?>>of(
                    GetConfig.of("edge8", "show version"),
                    SetConfig.of("edge8", "interface GigabitEthernet0/1", " mtu 1400"),
                    new BackupDeviceConfig("edge8"),
                    GetConfig.of("edge7", "show version"))) {
                TaskHandle<?> handle = tasks.submit(request, kim());
                said.add(request);
                handle.future()
                        .handle((result, failure) -> said.add(failure == null ? result : failure))
                        .join();
                said.add(handle.record());
            }

            assertThat(said).hasSize(12);
            assertThat(device.loginAttempts()).isPositive();
            said.forEach(text -> {
                canary.assertNotInText(text.toString());
                if (text instanceof Throwable failure) {
                    canary.assertNotIn(failure);
                }
            });
        }
    }

    @Test
    void an_unknown_device_is_told_with_near_matches() {
        assertThatThrownBy(() -> tasks.run(GetConfig.of("edge2", "show version"), kim()))
                .isInstanceOfSatisfying(
                        NetStacksException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("edge1");
    }

    /** Has a session until it is told to let go. */
    private record HoldSession(String subject, CountDownLatch begun, CountDownLatch release)
            implements TaskRequest<String> {
        @Override
        public String taskName() {
            return "tests.hold_session";
        }

        @Override
        public boolean mutating() {
            return false;
        }
    }

    private record HoldSessionOperation(DeviceOperations devices) implements TaskOperation<HoldSession, String> {
        @Override
        public String name() {
            return "tests.hold_session";
        }

        @Override
        public Class<HoldSession> requestType() {
            return HoldSession.class;
        }

        @Override
        public String run(HoldSession request, OperationContext context) {
            return devices.withSession(request.subject(), context, session -> {
                request.begun().countDown();
                try {
                    request.release().await();
                    return "released";
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new OperationCancelledException("interrupted while it held a session");
                }
            });
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

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_site_whose_sessions_are_all_taken_holds_no_worker() throws Exception {
        try (NetStacks limited = NetStacks.builder()
                        .storage("memory")
                        .credentials(
                                CredentialSources.of(Map.of("edge1", ios.credentials(), "core1", junos.credentials())))
                        .sessionsPerSite(1)
                        .build();
                NetStacksTasks two = NetStacksTasks.over(limited)
                        .workers(2)
                        .register(new HoldSessionOperation(limited.operations()))
                        .build()) {
            Device edge1 = ios.asDevice().credential("edge1").site("berlin").build();
            limited.inventory().save(edge1);
            for (int i = 2; i < 8; i++) {
                limited.inventory()
                        .save(Device.named("edge" + i)
                                .at(edge1.endpoint().host(), edge1.endpoint().port())
                                .platform(edge1.platform())
                                .credential("edge1")
                                .site("berlin")
                                .build());
            }
            limited.inventory()
                    .save(junos.asDevice().credential("core1").site("london").build());
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            TaskHandle<String> holding = two.submit(new HoldSession("edge1", begun, release), kim());
            begun.await();
            List<TaskHandle<CommandReport>> waiting = IntStream.range(2, 8)
                    .mapToObj(i -> two.submit(GetConfig.of("edge" + i, "show version"), kim()))
                    .toList();

            assertThat(two.run(GetConfig.of("core1", "show version"), kim()).status())
                    .isEqualTo(TaskOutcome.SUCCEEDED);
            assertThat(waiting)
                    .allSatisfy(handle -> assertThat(handle.record().state()).isEqualTo(TaskState.PENDING));

            release.countDown();
            assertThat(holding.join()).isEqualTo("released");
            assertThat(waiting)
                    .allSatisfy(handle -> assertThat(handle.join().status()).isEqualTo(TaskOutcome.SUCCEEDED));
        }
        assertThat(ios.mostSessions()).isEqualTo(1);
    }
}
