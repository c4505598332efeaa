package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.session.DeviceOperations;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskState;
import io.netstacks.tasks.backup.CleanupOldBackups;
import io.netstacks.tasks.backup.ValidateConfigFromBackup;
import io.netstacks.tasks.device.CommandReport;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.RunCommands;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.device.ValidateConfig;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Duration;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is true of all tasks: names, limits of requests, threads, one session for each device. */
class NetStacksTasksTest extends TasksOnDevices {

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
                () -> new ValidateConfig("edge1", assertions),
                () -> new ValidateConfigFromBackup(new BackupId("b1"), assertions, Optional.empty()),
                () -> new ValidateConfigFromBackup(new BackupId("b1"), List.of(), Optional.empty()),
                () -> new SetConfig("edge1", ConfigChange.of("ntp server 192.0.2.1"), true, assertions))) {
            assertThatThrownBy(wrong).isInstanceOf(InvalidInputException.class);
        }
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
