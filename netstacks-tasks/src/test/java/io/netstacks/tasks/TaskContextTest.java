package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.task.TaskMetadata;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.device.CommandReport;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.RunCommands;
import io.netstacks.tasks.device.SetConfig;
import io.netstacks.tasks.device.SetConfigReport;
import io.netstacks.tasks.device.ValidateConfig;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeScripts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks in one context of a device, on a simulated ASA whose prompt names the context. */
class TaskContextTest {

    private final FakeDevice asa = FakeDevice.start(FakeScripts.shipped("cisco_asa", "ASA"));
    private final NetStacks net = NetStacks.builder()
            .storage("memory")
            .credentials(CredentialSources.of(Map.of("asa", asa.credentials())))
            .build();
    private final NetStacksTasks tasks = NetStacksTasks.over(net).build();

    TaskContextTest() {
        net.inventory().save(asa.asDevice().credential("asa").build());
        net.inventory()
                .save(Device.named("ios")
                        .at(asa.endpoint().host(), asa.endpoint().port())
                        .platform("cisco_ios")
                        .credential("asa")
                        .build());
    }

    @AfterEach
    void close() {
        tasks.close();
        net.close();
        asa.close();
    }

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim"));
    }

    @Test
    void commands_run_in_the_context_and_the_record_names_it() {
        TaskHandle<CommandReport> handle =
                tasks.submit(GetConfig.of("ASA", "show xlate", "show xlate").inContext("customer-1"), kim());

        assertThat(handle.join().results())
                .hasSize(2)
                .extracting(CommandResult::output)
                .allSatisfy(output -> assertThat(output).contains("xlate of customer-1"));
        assertThat(tasks.metadata(handle.record().id()).map(TaskMetadata::values))
                .hasValueSatisfying(values -> assertThat(values).containsEntry("context", "customer-1"));
        assertThat(tasks.run(RunCommands.of("ASA", "show xlate").inContext("customer-2"), kim())
                        .results()
                        .get(0)
                        .output())
                .contains("xlate of customer-2");
    }

    @Test
    void a_retry_of_what_was_stored_works_in_the_same_context() {
        TaskHandle<?> first = tasks.submit(GetConfig.of("ASA", "show xlate").inContext("customer-1"), kim());
        first.join();

        assertThat(tasks.retry(first.record().id(), kim()).join().toString()).contains("xlate of customer-1");
    }

    @Test
    void a_change_is_made_and_checked_in_the_context_and_backed_up_outside() {
        SetConfigReport report = tasks.run(
                new SetConfig("ASA", ConfigChange.of("names"), true, List.of(Assertion.line("names of customer-1")))
                        .inContext("customer-1"),
                kim());

        assertThat(report.change().status()).isEqualTo(ChangeStatus.APPLIED);
        assertThat(report.checks()).extracting(AssertionResult::status).containsExactly(AssertionResult.Status.PASSED);
        assertThat(net.backups()
                        .content(report.change().backupId().orElseThrow())
                        .reveal())
                .contains("names of system\n");
        assertThat(asa.typed())
                .containsSubsequence("more system:running-config", "changeto context customer-1", "names");
    }

    @Test
    void what_a_context_runs_is_checked_in_it() {
        assertThat(tasks.run(
                                new ValidateConfig("ASA", List.of(Assertion.line("names of customer-2")))
                                        .inContext("customer-2"),
                                kim())
                        .status())
                .isEqualTo(AssertionResult.Status.PASSED);
    }

    @Test
    void a_context_that_is_missing_is_told_in_the_words_of_the_device_and_no_command_is_sent() {
        TaskHandle<?> handle = tasks.submit(RunCommands.of("ASA", "show xlate").inContext("nobody"), kim());

        assertThat(catchThrowableOfType(NetStacksException.class, handle::join))
                .hasMessageContaining("Context nobody does not exist")
                .extracting(NetStacksException::code)
                .isEqualTo(ErrorCode.DEVICE_REFUSED);
        assertThat(handle.record().outcome()).hasValue(TaskOutcome.FAILED);
        assertThat(asa.typed()).doesNotContain("show xlate");
    }

    static Stream<TaskRequest<?>> requests() {
        return Stream.of(
                GetConfig.of("ios", "show version").inContext("customer-1"),
                RunCommands.of("ios", "show version").inContext("customer-1"),
                SetConfig.of("ios", "hostname x").inContext("customer-1"),
                SetConfig.of(
                                "ios",
                                ConfigChange.builder().line("x").dryRun(true).build())
                        .inContext("customer-1"),
                new ValidateConfig("ios", List.of(Assertion.line("x"))).inContext("customer-1"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_platform_without_contexts_is_refused_before_anything_is_connected(TaskRequest<?> request) {
        assertThatThrownBy(() -> tasks.run(request, kim()))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("cisco_ios has no contexts");
        assertThat(asa.connectionsOpened()).isZero();
    }

    @Test
    void what_can_be_no_name_makes_no_request() {
        for (String name : List.of("", "a b", "a\nreload", "x".repeat(65))) {
            assertThatThrownBy(() -> new GetConfig("ASA", List.of(Command.show("show xlate"))).inContext(name))
                    .isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> net.device("ASA").config(name)).isInstanceOf(InvalidInputException.class);
        }
    }
}
