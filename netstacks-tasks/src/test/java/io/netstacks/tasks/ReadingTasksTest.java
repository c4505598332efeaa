package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.AssertionResult;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.parse.OutputTemplate;
import io.netstacks.spi.parse.ParseResult;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.device.CommandReport;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.device.ValidateConfig;
import io.netstacks.tasks.device.ValidationReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that read: commands, rows, assertions, connectivity. */
class ReadingTasksTest extends TasksOnDevices {

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
    void an_unknown_device_is_told_with_near_matches() {
        assertThatThrownBy(() -> tasks.run(GetConfig.of("edge2", "show version"), kim()))
                .isInstanceOfSatisfying(
                        NetStacksException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("edge1");
    }
}
