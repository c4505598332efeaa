package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandStatus;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations that have their own ways, as devices are known to hold them. */
class TranscriptTest {

    private static final Credentials ENABLING = Credentials.of("kim")
            .password(Secret.of("pa55word"))
            .enableUsername("root")
            .enableSecret(Secret.of(PlatformScript.SECRET))
            .build();

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5));
    }

    private static PlatformScript script(String platform) {
        return new PlatformScript(Platforms.builtIn().get(platform));
    }

    private static ScriptedShell shell(PlatformScript script, int largest) {
        ScriptedShell shell = new ScriptedShell(largest, largest, script).greeting(script.greeting());
        shell.prompt = script.prompt().substring(script.prompt().lastIndexOf('\n') + 1);
        return shell;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void tells_why_xr_refused_a_commit(int largest) {
        PlatformScript xr = script("cisco_xr");
        xr.refusesCommit = true;
        xr.answers.put("show configuration failed", """
                !! SEMANTIC ERRORS: This configuration was rejected by
                !! the system due to semantic errors.
                router bgp 65000
                !!% The process is not running
                !
                end

                """);
        try (DeviceSession session = Sessions.open(shell(xr, largest), "cisco_xr")) {
            ChangeResult result = session.configure(ConfigChange.of("interface one", "mtu 9000"), kim());
            assertThat(result.status()).isEqualTo(ChangeStatus.ROLLED_BACK);
            assertThat(result.message()).contains("Failed to commit").contains("The process is not running");
        }
        assertThat(xr.candidate).isEmpty();
        assertThat(xr.configuring()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void commits_a_named_session_of_eos_outside_of_it_and_aborts_one_that_was_refused(int largest) {
        PlatformScript eos = script("arista_eos");
        ScriptedShell shell = shell(eos, largest);
        try (DeviceSession session = Sessions.open(shell, "arista_eos", ENABLING)) {
            assertThat(session.configure(ConfigChange.of("interface one", "bad line"), kim())
                            .status())
                    .isEqualTo(ChangeStatus.ROLLED_BACK);
            ChangeResult result = session.configure(ConfigChange.of("interface one", "mtu 9000"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(result.diff().orElseThrow()).contains("mtu 9000");
        }
        List<String> sessions = shell.lines().stream()
                .filter(line -> line.startsWith("configure session"))
                .map(line -> line.replaceFirst("session \\S+", "session S"))
                .toList();
        assertThat(sessions)
                .containsExactly(
                        "configure session S",
                        "configure session S abort",
                        "configure session S",
                        "configure session S commit");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void confirms_a_junos_commit_in_the_same_session(int largest) {
        PlatformScript junos = script("juniper_junos");
        String remark = "# commit confirmed will be rolled back in 2 minutes\n";
        junos.answers.put(
                "commit confirmed 2",
                "commit confirmed will be automatically rolled back in 2 minutes unless confirmed\ncommit complete\n\n"
                        + remark);
        junos.answers.put("run show system uptime", "Current time: 2026-11-23 10:00:00 UTC\n\n" + remark);
        try (DeviceSession session = Sessions.open(shell(junos, largest), "juniper_junos")) {
            assertThat(session.run(Command.exec("set system host-name edge1").at("config"))
                            .status())
                    .isEqualTo(CommandStatus.OK);
            assertThat(session.run(Command.exec("commit confirmed 2")).output())
                    .contains("commit complete")
                    .endsWith(remark);
            assertThat(session.run("run show system uptime").output()).endsWith("UTC\n\n" + remark);
            assertThat(session.run(Command.exec("commit")).output()).contains("commit complete");
            assertThat(session.run(Command.exec("show nothing").at("exec")).status())
                    .isEqualTo(CommandStatus.OK);
        }
        assertThat(junos.configuring()).isFalse();
    }

    @Test
    void enables_in_two_steps_and_with_a_user_name() {
        for (String id : List.of("cisco_ftd", "hp_procurve", "ruckus_fastiron")) {
            PlatformScript script = script(id);
            ScriptedShell shell = shell(script, 7);
            if (id.equals("hp_procurve")) {
                shell.echoing(Echoes.restless());
            }
            try (DeviceSession session = Sessions.open(shell, id, ENABLING)) {
                String highest = id.equals("cisco_ftd") ? "root" : "privileged";
                session.enter(highest, Deadline.after(Duration.ofSeconds(3)));
                assertThat(session.level().name()).isEqualTo(highest);
            }
            assertThat(script.wrongAnswers).as(id).isEmpty();
        }
    }

    @Test
    void says_that_a_device_has_no_enable_secret() {
        Platform ruckus = Platforms.builtIn().get("ruckus_fastiron");
        PlatformScript script = new PlatformScript(ruckus);
        script.answers.put("enable", "No password has been assigned yet...\n");
        ScriptedShell shell = shell(script, 4096);
        assertThatThrownBy(() -> Sessions.open(shell, ruckus.id(), ENABLING).close())
                .isInstanceOf(SessionFailedException.class)
                .hasMessageContaining("no secret");
    }

    @Test
    void keeps_long_lines_of_output_whole() {
        PlatformScript ios = script("cisco_ios");
        String line = "x".repeat(3000) + " the end";
        ios.answers.put("show long", line + "\n");
        for (int largest : new int[] {1, 13, 4096}) {
            ScriptedShell shell = shell(ios, largest);
            ios.level = "exec";
            try (DeviceSession session = Sessions.open(shell, "cisco_ios")) {
                assertThat(session.run("show long").output()).isEqualTo(line + "\n");
            }
        }
    }

    /** Prints the rest when the session has waited longer than a quiet moment. */
    private static void later(ScriptedShell shell, String rest) {
        Thread printing = new Thread(() -> {
            Deadline pause = Deadline.after(Sessions.QUICK.quiet().multipliedBy(3));
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
            strings = {"Configuration committed successfully", "Validation Error:\r\n vlan 1 is in use\r\nCommit failed"
            })
    void waits_for_the_end_of_a_commit_that_shows_how_far_it_is(String end) {
        boolean refused = end.contains("failed");
        for (int largest : new int[] {1, 4096}) {
            PlatformScript panos = script("paloalto_panos");
            ScriptedShell.Device device = (self, line) -> {
                if (line.equals("commit")) {
                    later(self, "....98%..........100%\r\n" + end + "\r\n\r\n" + panos.prompt());
                    return "\r\nCommit job 17 is in progress. Use Ctrl+C to return to command prompt\r\n.........55%";
                }
                return panos.apply(self, line);
            };
            ScriptedShell shell = new ScriptedShell(largest, largest, device)
                    .echoing(Echoes.repaint())
                    .greeting(panos.greeting());
            shell.prompt = panos.prompt().substring(panos.prompt().lastIndexOf('\n') + 1);
            try (DeviceSession session = Sessions.open(shell, "paloalto_panos")) {
                ChangeResult result = session.configure(ConfigChange.of("set mgt-config users kim"), kim());
                assertThat(result.status())
                        .as(result.message())
                        .isEqualTo(refused ? ChangeStatus.ROLLED_BACK : ChangeStatus.APPLIED);
                assertThat(result.committed()).isEqualTo(!refused);
            }
            assertThat(panos.configuring()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void does_not_commit_on_xr_over_what_somebody_else_has_committed_meanwhile(int largest) {
        PlatformScript xr = script("cisco_xr");
        List<String> answers = new ArrayList<>();
        boolean[] asked = {false};
        ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> {
            if (asked[0]) {
                asked[0] = false;
                answers.add(line);
                return xr.prompt();
            }
            if (line.equals("commit")) {
                asked[0] = true;
                return "One or more commits have occurred from other\r\nconfiguration sessions since this session"
                        + " started\r\nor since the last commit was made from this session.\r\n"
                        + "You can use the 'show configuration commit changes' command to browse the changes.\r\n"
                        + "Do you wish to proceed with this commit anyway? [no]: ";
            }
            return xr.apply(self, line);
        });
        shell.greeting(xr.greeting());
        try (DeviceSession session = Sessions.open(shell, "cisco_xr")) {
            ChangeResult result = session.configure(ConfigChange.of("interface one", "mtu 9000"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.ROLLED_BACK);
            assertThat(result.message()).contains("One or more commits have occurred");
        }
        assertThat(answers).containsExactly("no");
        assertThat(xr.candidate).isEmpty();
        assertThat(xr.configuring()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void believes_nx_os_that_it_saved_when_its_bar_is_full(int largest) {
        for (boolean saves : new boolean[] {true, false}) {
            PlatformScript nxos = script("cisco_nxos");
            StringBuilder bar = new StringBuilder();
            for (int i = 0; i <= 40; i++) {
                bar.append("\r[")
                        .append("#".repeat(i))
                        .append(" ".repeat(40 - i))
                        .append("] ");
                bar.append(String.format("%3d%%", i * 100 / 40));
            }
            nxos.answers.put(
                    "copy running-config startup-config",
                    bar
                            + (saves
                                    ? "\nCopy complete, now saving to disk (please wait)...\nCopy complete.\n"
                                    : "\nConfiguration update aborted: another user is saving\n"));
            try (DeviceSession session = Sessions.open(shell(nxos, largest), "cisco_nxos")) {
                ChangeResult result = session.configure(ConfigChange.of("interface one", "mtu 9000"), kim());
                assertThat(result.status())
                        .as(result.message())
                        .isEqualTo(saves ? ChangeStatus.APPLIED : ChangeStatus.APPLIED_NOT_SAVED);
            }
        }
    }
}
