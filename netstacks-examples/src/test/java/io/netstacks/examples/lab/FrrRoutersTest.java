package io.netstacks.examples.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.BackupRequest;
import io.netstacks.core.backup.BackupRun;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.core.fleet.ConnectivityReport;
import io.netstacks.core.fleet.ConnectivityReport.Step;
import io.netstacks.core.text.Json;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.session.DeviceSession;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the library does with real routers, compared with what the routers themselves say. */
@Tag("lab")
@Timeout(180)
class FrrRoutersTest {

    private static FrrLab lab;

    private NetStacks net;

    @BeforeAll
    static void start() {
        lab = FrrLab.start();
    }

    @BeforeEach
    void open() {
        net = lab.open();
    }

    @AfterEach
    void close() {
        net.close();
    }

    private static OperationContext tester() {
        return OperationContext.as(Actor.user("lab")).within(Duration.ofSeconds(90));
    }

    @Test
    void output_is_exactly_what_the_router_says() {
        String truth = lab.ask("r1", "show ip route");

        CommandResult result = net.device("r1").run("show ip route");

        assertThat(result.isOk()).isTrue();
        assertThat(untimed(result.output())).isEqualTo(untimed(truth));
    }

    @Test
    void a_paged_router_gives_the_same_configuration_as_an_unpaged_one() {
        String truth = lab.ask("r1", "show running-config");

        assertThat(net.device("r1").run("show running-config").output()).isEqualToIgnoringNewLines(truth);
        if (lab.doors().contains("r1-paged")) {
            assertThat(net.device("r1-paged").run("show running-config").output())
                    .isEqualToIgnoringNewLines(truth);
        }
    }

    @Test
    void every_door_of_the_lab_answers() {
        for (String door : lab.doors()) {
            Device.Builder device = lab.device(door);
            if (door.contains("legacy")) {
                device.sshProfile("legacy");
            }
            net.inventory().save(device.build());
            ConnectivityReport report = net.device(door).testConnectivity(tester());

            assertThat(report.ok()).as(door + ": " + report.failure()).isTrue();
        }
    }

    @Test
    void a_refused_command_is_told_from_an_answer() {
        CommandResult result = net.device("r1").run("show nonsense");

        assertThat(result.isOk()).isFalse();
        assertThat(result.errorLine())
                .hasValueSatisfying(line -> assertThat(line).startsWith("%"));
    }

    @Test
    void a_backup_is_new_only_after_a_change() {
        BackupRequest both = BackupRequest.of(DeviceSelector.names("r1", "r3"));
        BackupRun first = net.backups().run(both, tester());
        BackupRun second = net.backups().run(both, tester());
        push("r1", "interface lo", " description changed by the lab test");
        try {
            BackupRun third = net.backups().run(both, tester());

            assertThat(first.allOk()).isTrue();
            assertThat(second.snapshot().count(SnapshotMember.State.UNCHANGED)).isEqualTo(2);
            SnapshotMember changed = third.snapshot().members().get(0);
            assertThat(changed.state()).isEqualTo(SnapshotMember.State.CHANGED);
            assertThat(net.backups()
                            .diff(
                                    changed.previousBackupId().orElseThrow(),
                                    changed.backupId().orElseThrow())
                            .changes())
                    .anySatisfy(change -> assertThat(change.line()).contains("changed by the lab test"));
            assertThat(third.snapshot().members().get(1).state()).isEqualTo(SnapshotMember.State.UNCHANGED);
        } finally {
            push("r1", "interface lo", " no description");
        }
    }

    @Test
    void a_push_takes_a_bgp_session_down_and_up_again_as_the_neighbour_sees_it() throws InterruptedException {
        assertThat(FrrLab.eventually(Duration.ofSeconds(60), () -> established("r2", "10.0.12.1")))
                .isTrue();
        try {
            assertThat(push("r1", "router bgp 65001", " neighbor 10.0.12.2 shutdown")
                            .status())
                    .isEqualTo(ChangeStatus.APPLIED);
            assertThat(FrrLab.eventually(Duration.ofSeconds(30), () -> !established("r2", "10.0.12.1")))
                    .isTrue();
        } finally {
            assertThat(push("r1", "router bgp 65001", " no neighbor 10.0.12.2 shutdown")
                            .status())
                    .isEqualTo(ChangeStatus.APPLIED);
        }
        assertThat(FrrLab.eventually(Duration.ofSeconds(60), () -> established("r2", "10.0.12.1")))
                .isTrue();
    }

    private static boolean established(String node, String neighbour) {
        Object state = Json.readObject(lab.ask(node, "show bgp neighbors " + neighbour + " json"))
                .get(neighbour);
        return state instanceof Map<?, ?> map && "Established".equals(map.get("bgpState"));
    }

    @Test
    void the_first_refused_line_stops_the_push_and_the_report_says_what_is_in_effect() {
        try {
            ChangeResult result = net.device("r1")
                    .configure(
                            ConfigChange.of(
                                    "interface lo", " description half", " nonsense here", " description never"),
                            tester());

            assertThat(result.status()).isEqualTo(ChangeStatus.REJECTED);
            assertThat(result.saved()).isFalse();
            assertThat(result.lines())
                    .extracting(LineResult::status)
                    .containsExactly(
                            LineResult.Status.ACCEPTED,
                            LineResult.Status.ACCEPTED,
                            LineResult.Status.REJECTED,
                            LineResult.Status.NOT_SENT);
            assertThat(lab.ask("r1", "show running-config"))
                    .contains("description half")
                    .doesNotContain("never");
            try (DeviceSession session = net.device("r1").session(tester())) {
                assertThat(session.level().name()).isEqualTo("privileged");
            }
        } finally {
            push("r1", "interface lo", " no description");
        }
    }

    @Test
    void a_question_mark_is_text_and_lines_sent_ahead_are_all_taken() {
        List<String> lines = new ArrayList<>(List.of("interface lo", " description who? me"));
        for (int i = 1; i <= 40; i++) {
            lines.add("ip prefix-list AHEAD seq " + i + " permit 10.99." + i + ".0/24");
        }
        try {
            ChangeResult result = net.device("r1")
                    .configure(
                            ConfigChange.builder().lines(lines).pipelined(true).build(), tester());

            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(lab.ask("r1", "show running-config"))
                    .contains("description who? me\n")
                    .contains(lines.subList(2, lines.size()));
        } finally {
            push("r1", "interface lo", " no description", "exit", "no ip prefix-list AHEAD");
        }
    }

    @Test
    void a_dry_run_changes_nothing() {
        String before = lab.ask("r1", "show running-config");

        ChangeResult result = net.device("r1")
                .configure(
                        ConfigChange.builder()
                                .line("interface lo")
                                .line(" description dry")
                                .dryRun(true)
                                .build(),
                        tester());

        assertThat(result.status()).isEqualTo(ChangeStatus.DRY_RUN);
        assertThat(lab.ask("r1", "show running-config")).isEqualTo(before);
    }

    @Test
    void a_save_that_cannot_write_is_an_outcome_of_its_own() {
        lab.must("fault", "r1", "save-fails", "ro");
        try {
            ChangeResult result = push("r1", "interface lo", " description unsaved");

            assertThat(result.status()).isEqualTo(ChangeStatus.APPLIED_NOT_SAVED);
            assertThat(result.isOk()).isFalse();
        } finally {
            lab.must("fault", "r1", "save-fails", "off");
            assertThat(push("r1", "interface lo", " no description").status()).isEqualTo(ChangeStatus.APPLIED);
        }
    }

    @Test
    void a_wrong_password_is_told_at_once_and_tried_once() {
        try (NetStacks wrong = NetStacks.builder()
                .storage("memory")
                .credentials(CredentialSources.of(Credentials.password("admin", "Canary-wrong")))
                .inventory(() -> List.of(lab.device("r1").credential("default").build()))
                .build()) {
            assertThatThrownBy(() -> wrong.device("r1").run("show version"))
                    .isInstanceOfSatisfying(
                            NetStacksException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED))
                    .hasMessageNotContaining("Canary");
        }
    }

    @Test
    void a_closed_port_is_told_from_a_refused_login() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        net.inventory().save(lab.device("r1").at("127.0.0.1", closed).build());

        ConnectivityReport report = net.device("r1").testConnectivity(tester());

        assertThat(report.reachable()).isFalse();
        assertThat(report.failure().orElseThrow().step()).isEqualTo(Step.TCP);
    }

    @Test
    void a_changed_host_key_is_refused() {
        assertThat(net.device("r3").run("show version").isOk()).isTrue();
        lab.must("fault", "r3", "hostkey");

        assertThatThrownBy(() -> net.device("r3").run("show version"))
                .isInstanceOfSatisfying(
                        NetStacksException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOST_KEY_REJECTED));
    }

    @Test
    void a_session_that_is_killed_in_the_middle_of_a_command_is_lost_not_hung() {
        try (DeviceSession session = net.device("r3").session(tester())) {
            assertThat(session.run("show version").isOk()).isTrue();
            lab.must("fault", "r3", "kill-session");

            assertThatThrownBy(() -> session.run("show running-config"))
                    .isInstanceOfSatisfying(
                            NetStacksException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SESSION_LOST));
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    void a_hung_vtysh_ends_with_the_deadline_and_frees_the_device() {
        try (DeviceSession session = net.device("r3").session(tester())) {
            assertThat(session.run("show version").isOk()).isTrue();
            lab.must("fault", "r3", "hang-shell");
            try {
                assertThatThrownBy(
                                () -> session.run(Command.show("show ip route").within(Duration.ofSeconds(3))))
                        .isInstanceOfSatisfying(
                                NetStacksException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
                        .hasMessageContaining("show ip route");
            } finally {
                lab.mayFail("fault", "r3", "resume-shell"); // nothing is left to resume if its session is gone
            }
        }
        assertThat(net.device("r3").run("show version").isOk()).isTrue();
    }

    @Test
    void a_fifth_of_the_packets_lost_costs_time_and_nothing_else() throws Exception {
        String truth = lab.ask("r3", "show running-config");
        try (AutoCloseable loss = lab.fault("r3", "loss", "20")) {
            assertThat(loss).isNotNull();
            try (DeviceSession session = net.device("r3").session(tester())) {
                assertThat(session.run(Command.show("show running-config").within(Duration.ofSeconds(60)))
                                .output())
                        .isEqualToIgnoringNewLines(truth);
            }
        } finally {
            lab.must("fault", "r3", "unfilter");
        }
    }

    @Test
    void output_in_crumbs_reads_like_output_at_once() throws Exception {
        String truth = lab.ask("r3", "show running-config");
        try (AutoCloseable crumbs = lab.fault("r3", "dribble", "7", "2")) {
            assertThat(crumbs).isNotNull();
            assertThat(net.device("r3").run("show running-config").output()).isEqualToIgnoringNewLines(truth);
        }
    }

    private ChangeResult push(String device, String... lines) {
        return net.device(device).configure(ConfigChange.of(lines), tester());
    }

    /** Routes show their age. */
    private static String untimed(String routes) {
        return routes.replaceAll("\\d\\d:\\d\\d:\\d\\d|\\d+d\\d\\dh\\d\\dm", "AGE")
                .stripTrailing();
    }
}
