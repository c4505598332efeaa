package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device asks ends a command at once; what it only has not finished to print does not. */
@Timeout(20)
class QuestionTest {

    /** A device that thinks it over for an hour would be waited for. */
    private static final SessionSettings PATIENT = SessionSettings.builder()
            .settle(Duration.ofMillis(10))
            .quiet(Duration.ofHours(1))
            .questionPause(Duration.ofMillis(20))
            .build();

    private static DeviceSession open(ScriptedShell shell, SessionSettings settings) {
        return Sessions.open(shell, "cisco_ios", Sessions.kim(), settings);
    }

    private static ScriptedShell printing(String text) {
        return ScriptedShell.of((self, line) -> line.equals("do it") ? "some output\r\n" + text : "sw1#")
                .greeting("sw1#");
    }

    /** Prints the rest when the session has waited longer than several quiet moments. */
    private static void later(ScriptedShell shell, String rest) {
        Thread printing = new Thread(() -> {
            Deadline pause = Deadline.after(Sessions.QUICK.quiet().multipliedBy(5));
            while (!pause.hasPassed()) {
                Thread.onSpinWait();
            }
            shell.print(rest);
        });
        printing.setDaemon(true);
        printing.start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Building configuration:",
                "Building configuration: ",
                "Saving new image:",
                "System Name: ",
                "Interface type:",
                "Input errors:",
                "Copying [1/3]: ",
                "Loading (32%):",
                "[Nov 29 12:00:00.123]: ",
                "Sending 5, 100-byte ICMP Echos to 192.0.2.1: !!?",
                "Total bytes copied:",
                "Server response: ",
                "Options:",
                "Power supply 1: ",
                "Source address: "
            })
    void a_device_that_stops_in_the_middle_of_a_line_is_waited_for(String half) {
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("do it")) {
                        later(self, " done\r\nsw1#");
                        return "some output\r\n" + half;
                    }
                    return "sw1#";
                })
                .greeting("sw1#");
        try (DeviceSession session = open(shell, Sessions.QUICK)) {
            int before = shell.lines().size();
            assertThat(session.run(Command.exec("do it")).output()).isEqualTo("some output\n" + half + " done\n");
            assertThat(shell.lines()).as("nothing typed meanwhile").hasSize(before + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password: ",
                "Enter passphrase for key:",
                "Username: ",
                "Destination filename [startup-config]? ",
                "Address or name of remote host []?",
                "Continue? [y/n]:",
                "Continue? [y/n]: ",
                "Proceed with reload? [confirm]",
                "Delete it (y/n)?[n] ",
                "Save? (yes/no): ",
                "Do you wish to proceed with this commit anyway? [no]: ",
                "Are you sure you want to continue (yes/no)?",
                "Are you sure you want to continue connecting (yes/no/[fingerprint])? ",
                "Reload hardware module ? [no,yes] ",
                "Discard uncommitted changes? [y,n] ",
                "Do you want to continue? (y or n) ",
                "Proceed to reload [confirm yes/no]: ",
                "Are you sure to commit them before exiting? [Y(yes)/N(no)/C(cancel)]:",
                "Would you like to enable anonymous error reporting? [Y]es, [N]o, [A]sk later: ",
                "Overwrite file [startup-config] ?[Yes/press any key for no]....",
                "Would you like to display the next 15 entries? (y)"
            })
    void a_question_fails_at_once_with_its_text(String question) {
        DeviceSession session = open(printing(question), PATIENT);
        assertThatThrownBy(() -> session.run(Command.exec("do it")))
                .isInstanceOfSatisfying(SessionFailedException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNEXPECTED_QUESTION);
                    assertThat(e.reason()).contains(question.strip());
                });
        assertThat(session.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Do you want to save the configuration?",
                "Enter new name: ",
                "Please choose 'YES' or 'NO' first before pressing 'Enter' :",
                "Retype new key:",
                "Repeat count [5]: ",
                "Protocol [ip]: ",
                "Uncommitted changes found, commit them before exiting(yes/no/cancel)? [cancel]:",
                "Select one of the images: ",
                "Your choice: ",
                "Target IP address: ",
                "Source address or interface: ",
                "Enter destination filename: [startup-config] ",
                "Type 'yes' to confirm reload: ",
                "Response: "
            })
    void what_asks_less_clearly_fails_after_a_quiet_moment(String question) {
        DeviceSession session = open(printing(question), Sessions.QUICK);
        assertThatThrownBy(() -> session.run(Command.exec("do it")))
                .isInstanceOfSatisfying(SessionFailedException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNEXPECTED_QUESTION);
                    assertThat(e.reason()).contains(question.strip());
                });
    }

    @Test
    void a_line_that_nobody_can_tell_from_a_question_is_shown_when_the_time_is_over() {
        DeviceSession session = open(printing("Next hop: "), Sessions.QUICK);
        assertThatThrownBy(() -> session.run(Command.exec("do it").within(Duration.ofMillis(300))))
                .hasMessageContaining(
                        "if \"Next hop:\" is a question, answer it with Command.answering(Dialogue.answering(");
    }
}
