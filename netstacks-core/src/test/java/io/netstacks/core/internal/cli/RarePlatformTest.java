package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.platform.Platforms;
import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.Actor;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that fewer people have, written by hand from what they show in the field, without a look at the platform files. */
@Timeout(30)
class RarePlatformTest {

    private static final String REFUSED = "           ^\r\n% Invalid input detected at '^' marker.\r\n";

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5));
    }

    private static ConfigChange unsaved(String... lines) {
        return ConfigChange.builder().lines(List.of(lines)).save(false).build();
    }

    private static DeviceSession detect(ScriptedShell shell) {
        return SessionOpener.openDetecting(
                Sessions.device("autodetect"),
                Platforms.builtIn().all(),
                Sessions.kim(),
                shell,
                Sessions.QUICK,
                Deadline.after(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void a_prompt_of_an_arrow_alone_is_detected(int largest) {
        ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> switch (line) {
                    case "show system" ->
                        "System:\r\n  Description:  Alcatel-Lucent OS6450-P24 6.6.4.228.R01 GA, May 27, 2014.,\r\n"
                                + "  Name:         sw1,\r\n\r\n-> ";
                    case "" -> "-> ";
                    default -> "     ^\r\nERROR: Invalid entry: \"" + line.split(" ")[0] + "\"\r\n-> ";
                })
                .greeting("Welcome to the Alcatel-Lucent OmniSwitch 6450\r\n\r\n-> ");
        try (DeviceSession session = detect(shell)) {
            assertThat(session.platform().id()).isEqualTo("alcatel_aos");
            assertThat(session.run("show system").output())
                    .startsWith("System:\n")
                    .endsWith("sw1,\n\n");
        }
    }

    /** Several vendors build on the same software: "SW version" alone does not tell. */
    @ParameterizedTest
    @CsvSource({
        "eltex_mes, System Description:          MES3124F 28-port 1G/10G Managed Switch",
        "eltex_esr, System type:           Eltex ESR-21 Service Router",
        "cisco_s300, System Description:          SG300-28 28-Port Gigabit Managed Switch"
    })
    void devices_that_say_the_same_about_their_version_are_told_by_their_system(String platform, String system) {
        Map<String, String> answers = Map.of(
                "show version",
                platform.equals("eltex_esr")
                        ? "Boot version:\r\n  1.18.1.1 (date 01/03/2022)\r\nSW version:\r\n  1.18.1 build 12\r\n"
                        : "SW version    4.0.13.2 ( date  03-Dec-2019 time  15:04:49 )\r\nHW version    01.01.01\r\n",
                "show system",
                system + "\r\n",
                "",
                "");
        ScriptedShell shell = ScriptedShell.of(
                        (self, line) -> answers.getOrDefault(line, "% Unrecognized command\r\n") + "sw1#")
                .greeting("sw1#");
        try (DeviceSession session = detect(shell)) {
            assertThat(session.platform().id()).isEqualTo(platform);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void a_login_name_is_asked_for(int largest) {
        List<String> given = new ArrayList<>();
        ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> {
                    given.add(line);
                    self.echo(given.size() != 1);
                    return switch (given.size()) {
                        case 1 -> "Please Enter Password: ";
                        case 2 -> "\r\n\r\nUser login successful.\r\n\r\ntelnet@ICX7150-24 Switch#";
                        default ->
                            line.equals("show version")
                                    ? "    UNIT 1: compiled on Apr  1 2019\r\n        SW: Version 08.0.30tT311\r\n"
                                            + "  HW: Stackable ICX6450-24\r\ntelnet@ICX7150-24 Switch#"
                                    : "telnet@ICX7150-24 Switch#";
                    };
                })
                .loginInShell()
                .greeting("\r\nUser Access Verification\r\n\r\nPlease Enter Login Name: ");
        try (DeviceSession session = detect(shell)) {
            assertThat(session.platform().id()).isEqualTo("ruckus_fastiron");
        }
        assertThat(given).startsWith("kim", "pa55word");
    }

    /** A switch that shows a logo until Ctrl-Y is pressed. */
    private static ScriptedShell behindALogo(int largest) {
        boolean[] begun = {false};
        ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> {
            if (!begun[0]) {
                begun[0] = line.equals("\u0019");
                self.keysAtOnce(!begun[0]);
                self.echo(begun[0]);
                return begun[0] ? "\u001b[2J\u001b[1;1H4850GTS-PWR+>" : "";
            }
            return switch (line) {
                        case "show clock" -> "noon\r\n";
                        case "show sys-info" -> "sysDescr:              Ethernet Routing Switch 4850GTS-PWR+\r\n";
                        case "", "terminal length 0", "terminal width 132" -> "";
                        default -> REFUSED;
                    }
                    + "4850GTS-PWR+>";
        });
        shell.keysAtOnce(true);
        shell.echo(false);
        return shell.greeting("\u001b[2J\u001b[H\r\n" + "*".repeat(70) + "\r\n"
                + "***  ## ## ####   ##  ##  #####  ***\r\n".repeat(5)
                + "\r\n  Enter Ctrl-Y to begin.\r\n\r\n***   HW:05       FW:5.6.2.1   SW:v5.6.3.024   ***\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096})
    void a_logo_of_hashes_is_no_prompt(int largest) {
        try (DeviceSession session = Sessions.open(behindALogo(largest), "extreme_ers")) {
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            assertThat(session.hostname()).startsWith("4850GTS-PWR");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096})
    void the_key_that_a_logo_asks_for_is_pressed_by_a_detection(int largest) {
        try (DeviceSession session = detect(behindALogo(largest))) {
            assertThat(session.platform().id()).isEqualTo("extreme_ers");
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
        }
    }

    @Test
    void a_menu_that_is_painted_over_one_line_is_left_for_the_command_line() {
        StringBuilder keys = new StringBuilder();
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
            if (keys.length() < 2) {
                keys.append(line.isEmpty() ? "enter" : line);
                self.keysAtOnce(false);
                return keys.toString().equals("center") ? "\u001b[2J\u001b[1;1H4850GTS-PWR+>" : "";
            }
            return line.equals("show clock") ? "noon\r\n4850GTS-PWR+>" : "4850GTS-PWR+>";
        });
        shell.keysAtOnce(true);
        shell.greeting("\u001b[2J\u001b[1;20H4850GTS-PWR+ Main Menu\u001b[4;5HIP Configuration/Setup..."
                + "\u001b[12;5HCommand Line Interface...\u001b[13;5HLogout..."
                + "\u001b[20;1HUse arrow keys to highlight option, press <Return> or <Enter> to select option.");
        try (DeviceSession session = Sessions.open(shell, "extreme_ers")) {
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
        }
    }

    /** Its prompt differs after every command, so that nothing shows twice that it is the prompt of a new name. */
    @ParameterizedTest
    @ValueSource(strings = {"configure snmp sysName edge-2", "run script rename.py"})
    void a_device_that_counts_its_commands_is_renamed(String renaming) {
        int[] count = {1};
        String[] name = {"edge-1"};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    name[0] = line.equals(renaming) ? "edge-2" : name[0];
                    return "* " + name[0] + "." + ++count[0] + " # ";
                })
                .greeting("* edge-1.1 # ");
        try (DeviceSession session = Sessions.open(shell, "extreme_exos")) {
            ChangeResult result = session.configure(unsaved("create vlan v1", renaming, "create vlan v2"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(session.hostname()).isEqualTo("edge-2");
        }
    }

    /** On this router every commit starts a timer that takes it back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void what_a_router_would_take_back_by_itself_is_confirmed(int largest) {
        List<String> candidate = new ArrayList<>();
        List<String> running = new ArrayList<>();
        boolean[] timer = {false};
        String[] prompt = {"esr-21# "};
        ScriptedShell shell = new ScriptedShell(largest, largest, (self, line) -> {
                    String said = "";
                    switch (line) {
                        case "configure" -> prompt[0] = "esr-21(config)# ";
                        case "end" -> prompt[0] = "esr-21# ";
                        case "commit" -> {
                            running.addAll(candidate);
                            candidate.clear();
                            timer[0] = true;
                            said =
                                    "Configuration has been successfully applied and saved to flash. Commit timer started,"
                                            + " changes will be reverted in 600 seconds.\r\n";
                        }
                        case "confirm" -> {
                            timer[0] = false;
                            said = "Configuration has been confirmed. Commit timer canceled.\r\n";
                        }
                        default -> {
                            if (prompt[0].contains("config")) {
                                candidate.add(line);
                            }
                        }
                    }
                    return said + prompt[0];
                })
                .greeting(prompt[0]);
        try (DeviceSession session = Sessions.open(shell, "eltex_esr")) {
            ChangeResult result = session.configure(ConfigChange.of("ntp enable", "ntp server 192.0.2.1"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(running).containsExactly("ntp enable", "ntp server 192.0.2.1");
            assertThat(timer[0]).as("the timer still runs").isFalse();
        }
    }

    /** Release 6 knows no pending configuration; release 8 keeps what it has committed. */
    @ParameterizedTest
    @CsvSource({"(wlc1) #, (wlc1) (config) #, false", "(wlc1) ^[mynode] #, (wlc1) ^[mynode] (config) #, true"})
    void a_wireless_controller_keeps_a_change_whether_or_not_its_lines_wait_for_a_commit(
            String privileged, String config, boolean waits) {
        List<String> pending = new ArrayList<>();
        List<String> running = new ArrayList<>();
        List<String> written = new ArrayList<>();
        boolean[] inside = {false};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    String said = "";
                    if (line.equals("configure terminal") || line.equals("end")) {
                        inside[0] = !line.equals("end");
                    } else if (line.equals("write memory")) {
                        written.addAll(running);
                        said = "Saving Configuration...\r\n\r\nConfiguration Saved.\r\n";
                    } else if (line.equals("commit all")) {
                        running.addAll(pending);
                        said = waits ? "" : REFUSED;
                    } else if (inside[0] && !line.startsWith("show ")) {
                        (waits ? pending : running).add(line);
                    }
                    return said + (inside[0] ? config : privileged);
                })
                .greeting(privileged);
        try (DeviceSession session = Sessions.open(shell, "aruba_os")) {
            ChangeResult result = session.configure(ConfigChange.of("ntp server 192.0.2.1", "vlan 77"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(result.committed()).isEqualTo(waits);
            assertThat(written).containsExactly("ntp server 192.0.2.1", "vlan 77");
        }
    }

    /** A sub-mode that its pattern does not know costs an enter key and a pause at each line. */
    @ParameterizedTest
    @CsvSource({
        "extreme_slx, SLX#, SLX(config)#, SLX(conf-if-eth-0/1)#",
        "enterprise_sonic, sonic#, sonic(config)#, sonic(conf-if-Ethernet0)#",
        "ruijie_rgos, Ruijie#, Ruijie(config)#, Ruijie(config-if-GigabitEthernet 0/1)#",
        "zte_zxros, ZXAN#, ZXAN(config)#, ZXAN(gpon-onu-mng 1/2/1:3)#"
    })
    void the_prompt_inside_an_interface_is_known(String platform, String privileged, String config, String inside) {
        String[] prompt = {privileged};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    prompt[0] = switch (line) {
                        case "configure terminal" -> config;
                        case "end" -> privileged;
                        case "interface 0/1" -> inside;
                        default -> prompt[0];
                    };
                    return prompt[0];
                })
                .greeting(privileged);
        try (DeviceSession session = Sessions.open(shell, platform)) {
            ChangeResult result = session.configure(unsaved("interface 0/1", "description x"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        }
        assertThat(shell.lines()).doesNotContain("");
    }

    @Test
    void the_prompt_of_a_whole_chassis_has_a_blank_before_its_sign() {
        ScriptedShell shell = ScriptedShell.of(
                        (self, line) -> (line.equals("show clock") ? "noon\r\n" : "") + "[Global] gw-ch01-01 > ")
                .greeting("[Global] gw-ch01-01 > ");
        try (DeviceSession session = Sessions.open(shell, "checkpoint_gaia")) {
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            assertThat(session.hostname()).isEqualTo("gw-ch01-01");
        }
    }

    @Test
    void somebody_whose_shell_is_bash_is_taken_to_the_firewall_s_own_commands() {
        boolean[] clish = {false};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    boolean known = clish[0];
                    clish[0] |= line.equals("clish");
                    String prompt = clish[0] ? "gw-01> " : "[Expert@gw-01:0]# ";
                    return (known || line.equals("clish")
                                    ? line.equals("show clock") ? "noon\r\n" : ""
                                    : "-bash: " + line.split(" ")[0] + ": command not found\r\n")
                            + prompt;
                })
                .greeting("This system is for authorized use only.\r\n[Expert@gw-01:0]# ");
        try (DeviceSession session = Sessions.open(shell, "checkpoint_gaia")) {
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            assertThat(session.configure(unsaved("set hostname gw-01"), kim()).status())
                    .isEqualTo(ChangeStatus.APPLIED);
        }
        assertThat(shell.lines()).doesNotContain("exit");
    }

    /** The exit from where a session began is its end. */
    @ParameterizedTest
    @CsvSource({
        "cumulus_linux, root@cumulus:mgmt:~#, nv set system hostname sw1",
        "linux, [root@box ~]#, ip link set eth1 up"
    })
    void who_logs_in_as_root_stays_root(String platform, String prompt, String line) {
        ScriptedShell shell = ScriptedShell.of((self, typed) -> {
                    if (typed.equals("exit")) {
                        self.end();
                        return "logout\r\n";
                    }
                    return prompt + " ";
                })
                .greeting(prompt + " ");
        try (DeviceSession session = Sessions.open(shell, platform)) {
            ChangeResult result = session.configure(unsaved(line), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
        }
    }

    @Test
    void a_word_with_the_sign_of_a_prompt_is_output_where_the_prompt_is_the_sign_alone() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (line.equals("show it")) {
                        asked.countDown();
                        return "first\r\nvlan>";
                    }
                    return "> ";
                })
                .greeting("> ");
        Thread late = shell.printLater(asked, "5\r\nlast\r\n> ");
        SessionSettings patient = SessionSettings.builder()
                .settle(Duration.ofMillis(1))
                .quiet(Duration.ofSeconds(2))
                .build();
        try (DeviceSession session = Sessions.open(shell, "cisco_ftd", Sessions.kim(), patient)) {
            assertThat(session.run("show it").output()).isEqualTo("first\nvlan>5\nlast\n");
            assertThat(session.run("show clock").output()).isEmpty();
        } finally {
            late.interrupt();
            late.join();
        }
    }

    @Test
    void a_name_that_another_level_has_shown_is_not_missed_in_a_prompt_that_is_the_sign_alone() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> switch (line) {
                    case "expert" -> "admin@fw1:~$ ";
                    case "exit" -> "logout\r\n> ";
                    case "show clock" -> "noon\r\n> ";
                    default -> "> ";
                })
                .greeting("> ");
        try (DeviceSession session = Sessions.open(shell, "cisco_ftd")) {
            session.run(Command.exec("expert"));
            assertThat(session.level().name()).isEqualTo("expert");
            session.run(Command.exec("exit"));
            assertThat(session.run("show clock").output()).isEqualTo("noon\n");
            assertThat(shell.lines()).as("nothing typed to be sure").doesNotContain("");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void the_last_line_of_what_a_command_prints_is_kept_though_it_would_be_a_prompt_together_with_the_prompt(
            int largest) {
        ScriptedShell shell = new ScriptedShell(1, largest, (self, line) -> switch (line) {
                    case "cat it" -> "first\r\nno line break herekim@sw1:~$ ";
                    case "sudo -s" -> "root@sw1:~# ";
                    default -> "kim@sw1:~$ ";
                })
                .greeting("kim@sw1:~$ ");
        try (DeviceSession session = Sessions.open(shell, "linux")) {
            for (int i = 0; i < 2; i++) {
                assertThat(session.run(Command.exec("cat it")).output()).isEqualTo("first\nno line break here");
            }
            assertThat(session.run(Command.exec("sudo -s")).output()).isEmpty();
        }
    }
}
