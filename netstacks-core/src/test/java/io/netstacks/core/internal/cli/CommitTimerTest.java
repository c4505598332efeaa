package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Candidates, and commits that a timer takes back, on devices that were written by hand from what is known about the real
 * ones, without a look at the platform files.
 */
@Timeout(30)
class CommitTimerTest {

    private final EosScript eos = new EosScript();
    private final XrScript xr = new XrScript();
    private final SrosScript sros = new SrosScript();

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5));
    }

    private static ScriptedShell shell(ScriptedShell.Device device, String prompt, int largest) {
        return new ScriptedShell(largest, largest, device).greeting(prompt);
    }

    private DeviceSession eos(int largest) {
        return Sessions.open(shell(eos, eos.prompt(), largest), "arista_eos");
    }

    private DeviceSession xr(int largest) {
        return Sessions.open(shell(xr, xr.prompt(), largest), "cisco_xr");
    }

    private DeviceSession sros(int largest) {
        return Sessions.open(shell(sros, sros.prompt(), largest), "nokia_sros_md");
    }

    private static void typed(DeviceSession session, String level, String... lines) {
        for (String line : lines) {
            CommandResult result = session.run(Command.exec(line).at(level));
            assertThat(result.status()).as(line + ": " + result.output()).isEqualTo(CommandStatus.OK);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void eos_keeps_a_session_that_is_committed_again_before_its_time_is_over(int largest) {
        try (DeviceSession session = eos(largest)) {
            session.run(Command.exec("configure session change-17"));
            assertThat(session.level().name()).isEqualTo("config_session");
            typed(session, "config_session", "interface Ethernet1", "mtu 9000");
            typed(session, "privileged", "configure session change-17 commit timer 00:05:00");
            assertThat(eos.running).containsExactly("interface Ethernet1", "mtu 9000");
            assertThat(session.run("show configuration sessions detail").output())
                    .contains("change-17  pendingCommitTimer");
            typed(session, "privileged", "configure session change-17 commit", "write memory");
        }
        assertThat(eos.onTrial).isEmpty();
        assertThat(eos.startup).containsExactly("interface Ethernet1", "mtu 9000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void eos_takes_back_what_nobody_has_confirmed_and_the_session_goes_on(int largest) {
        ScriptedShell shell = shell(eos, eos.prompt(), largest);
        try (DeviceSession session = Sessions.open(shell, "arista_eos")) {
            session.run(Command.exec("configure session change-17"));
            typed(session, "config_session", "interface Ethernet1");
            typed(session, "privileged", "configure session change-17 commit timer 00:00:30");
            shell.print(eos.fire());
            assertThat(session.run("show configuration sessions detail").output())
                    .doesNotContain("pendingCommitTimer");
            assertThat(session.run(Command.exec("configure session change-18 commit timer soon"))
                            .status())
                    .isEqualTo(CommandStatus.REJECTED);
        }
        assertThat(eos.running).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void eos_that_is_busy_and_says_every_line_twice_takes_a_change(int largest) {
        eos.busy = true;
        try (DeviceSession session = eos(largest)) {
            ChangeResult result = session.configure(ConfigChange.of("interface Ethernet1", "mtu 9000"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(result.saved()).isTrue();
            assertThat(result.diff().orElseThrow()).contains("+mtu 9000");
        }
        assertThat(eos.startup).containsExactly("interface Ethernet1", "mtu 9000");
        assertThat(eos.sessions).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void eos_with_too_many_sessions_is_not_changed(int largest) {
        eos.mostSessions = 0;
        try (DeviceSession session = eos(largest)) {
            ChangeResult result = session.configure(ConfigChange.of("interface Ethernet1"), kim());
            assertThat(result.status()).isEqualTo(ChangeStatus.FAILED);
            assertThat(result.message()).contains("Maximum number of pending sessions");
        }
        assertThat(eos.running).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void eos_forgets_a_session_whose_line_it_refused(int largest) {
        try (DeviceSession session = eos(largest)) {
            ChangeResult result = session.configure(ConfigChange.of("interface Ethernet1", "bad line"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.ROLLED_BACK);
        }
        assertThat(eos.sessions).isEmpty();
        assertThat(eos.running).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void xr_keeps_a_commit_that_is_confirmed_by_another_one(int largest) {
        try (DeviceSession session = xr(largest)) {
            typed(session, "config", "interface Loopback1", "description spare", "commit confirmed 120");
            assertThat(xr.onTrial).isTrue();
            assertThat(xr.running).hasSize(2);
            typed(session, "config", "commit");
            session.enter("privileged", Deadline.after(Duration.ofSeconds(3)));
        }
        assertThat(xr.onTrial).isFalse();
        assertThat(xr.answers).isEmpty();
        assertThat(xr.configuring()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void xr_takes_back_what_nobody_has_confirmed_and_the_session_goes_on(int largest) {
        ScriptedShell shell = shell(xr, xr.prompt(), largest);
        try (DeviceSession session = Sessions.open(shell, "cisco_xr")) {
            typed(session, "config", "interface Loopback1", "commit confirmed minutes 2");
            shell.print(xr.fire());
            CommandResult diff =
                    session.run(Command.show("show commit changes diff").at("config"));
            assertThat(diff.output()).contains("!! IOS XR Configuration 7.5.2").endsWith("end\n\n");
        }
        assertThat(xr.running).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void xr_with_a_long_name_takes_a_change_and_drops_one_that_it_refused(int largest) {
        xr.host = "a-router-with-a-name-that-is-longer-than-the-prompt";
        try (DeviceSession session = xr(largest)) {
            ChangeResult refused = session.configure(ConfigChange.of("interface Loopback1", "unwanted"), kim());
            assertThat(refused.status()).as(refused.message()).isEqualTo(ChangeStatus.ROLLED_BACK);
            assertThat(refused.message()).contains("Failed to commit");
            ChangeResult result = session.configure(ConfigChange.of("interface Loopback1", "mtu 9000"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(result.diff().orElseThrow()).contains("+  mtu 9000");
            assertThat(session.hostname()).isEqualTo(xr.host);
        }
        assertThat(xr.running).containsExactly("interface Loopback1", "mtu 9000");
        assertThat(xr.configuring()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void xr_asks_on_the_way_out_and_does_not_show_the_answer_to_a_replacement(int largest) {
        try (DeviceSession session = xr(largest)) {
            typed(session, "config", "interface Loopback1");
            session.enter("privileged", Deadline.after(Duration.ofSeconds(3)));
            assertThat(xr.answers).containsExactly("no");
            assertThat(xr.running).isEmpty();
            typed(session, "config", "interface Loopback2");
            CommandResult replaced = session.run(Command.exec("commit replace")
                    .answering(Dialogue.answering("Do you wish to proceed\\? \\[no\\]:", "yes")));
            assertThat(replaced.status()).as(replaced.output()).isEqualTo(CommandStatus.OK);
        }
        assertThat(xr.answers).containsExactly("no", "yes");
        assertThat(xr.running).containsExactly("interface Loopback2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void sros_accepts_a_commit_that_was_on_trial(int largest) {
        try (DeviceSession session = sros(largest)) {
            typed(session, "config", "/configure router interface \"lo1\"", "loopback", "commit confirmed 5");
            assertThat(sros.onTrial).isTrue();
            assertThat(session.run(Command.exec("commit").at("config")).status())
                    .isEqualTo(CommandStatus.REJECTED);
            typed(session, "config", "commit confirmed accept");
            session.enter("exec", Deadline.after(Duration.ofSeconds(3)));
            assertThat(session.level().name()).isEqualTo("exec");
        }
        assertThat(sros.onTrial).isFalse();
        assertThat(sros.running).hasSize(2);
        assertThat(sros.configuring()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void sros_goes_back_when_a_commit_on_trial_is_cancelled(int largest) {
        try (DeviceSession session = sros(largest)) {
            typed(session, "config", "/configure system name x", "commit confirmed 5", "commit confirmed cancel");
            assertThat(session.run(Command.exec("commit confirmed accept")).status())
                    .isEqualTo(CommandStatus.REJECTED);
        }
        assertThat(sros.running).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void sros_takes_a_change_compares_it_and_saves(int largest) {
        sros.outdated = true;
        try (DeviceSession session = sros(largest)) {
            ChangeResult result =
                    session.configure(ConfigChange.of("/configure router interface \"lo1\"", "loopback"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(result.committed()).isTrue();
            assertThat(result.diff().orElseThrow()).contains("+   loopback");
            assertThat(session.level().name()).isEqualTo("exec");
        }
        assertThat(sros.running).containsExactly("/configure router interface \"lo1\"", "loopback");
        assertThat(sros.saves).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void sros_drops_a_candidate_with_a_refused_line_or_a_refused_commit_or_of_a_dry_run(int largest) {
        ConfigChange badLine = ConfigChange.of("/configure router interface \"lo1\"", "bad line");
        ConfigChange unwanted = ConfigChange.of("/configure router unwanted");
        ConfigChange dry = ConfigChange.builder()
                .line("/configure router interface \"lo1\"")
                .dryRun(true)
                .build();
        try (DeviceSession session = sros(largest)) {
            for (ConfigChange change : List.of(badLine, unwanted)) {
                ChangeResult result = session.configure(change, kim());
                assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.ROLLED_BACK);
                assertThat(sros.configuring()).isFalse();
            }
            assertThat(session.configure(dry, kim()).status()).isEqualTo(ChangeStatus.DRY_RUN);
            typed(session, "config", "/configure system name x");
            session.enter("exec", Deadline.after(Duration.ofSeconds(3)));
        }
        assertThat(sros.running).isEmpty();
        assertThat(sros.candidate).isEmpty();
        assertThat(sros.saves).isZero();
    }
}
