package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.spi.session.SessionDiagnosis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log of a host, a report and an error show of a session: everything but the secrets. */
class SessionLogTest {

    private static final String KEY =
            """
            set private-key "-----BEGIN RSA PRIVATE KEY-----
            c4naryKEYc4naryKEYc4naryKEYc4naryKEYc4naryKEYc4naryKEYc4naryKEY1
            """ + "c4naryKEYc4naryKEYc4naryKEYc4naryKEYc4naryKEYc4naryKEYc4naryKEY2\n".repeat(30) + """
            -----END RSA PRIVATE KEY-----"
            """;

    private static final String CONFIG =
            "hostname sw1\nenable secret 9 c4naryENABLE\nsnmp-server community c4narySNMP RO\n"
                    + "note the password is c4naryLOGIN\n" + KEY + "end\n";

    private final IosScript ios = new IosScript();
    private final List<String> logged = new ArrayList<>();

    private SessionSettings logging() {
        return SessionSettings.builder()
                .settle(Duration.ofMillis(10))
                .quiet(Duration.ofMillis(60))
                .questionPause(Duration.ofMillis(20))
                .log((device, direction, line) -> logged.add(direction + " " + line))
                .build();
    }

    private static Credentials kim() {
        return Credentials.of("kim")
                .password(Secret.of("c4naryLOGIN"))
                .enableSecret(Secret.of("c4naryENABLE"))
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void shows_every_line_and_no_secret_however_the_bytes_were_cut(int largest) {
        ios.level = ">";
        ios.secret = "c4naryENABLE";
        ios.answers.put("show run", CONFIG.replace("\n", "\r\n"));
        SessionDiagnosis diagnosis;
        ScriptedShell shell = new ScriptedShell(largest, largest, ios).greeting("sw1>");
        try (DeviceSession session = Sessions.open(shell, "cisco_ios", kim(), logging())) {
            assertThat(session.run("show run").output()).isEqualTo(CONFIG);
            session.configure(
                    ConfigChange.of("interface Vlan1", "snmp-server community c4naryTYPED RW"),
                    OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5)));
            diagnosis = session.diagnose();
        }
        assertThat(logged)
                .contains("SENT show run", "RECEIVED hostname sw1", "RECEIVED end", "SENT interface Vlan1", "SENT end")
                .anyMatch(line -> line.startsWith("SENT snmp-server community"))
                .anyMatch(line -> line.contains("END RSA PRIVATE KEY"))
                .noneMatch(line -> line.contains("c4nary"));
        assertThat(diagnosis.transcript())
                .contains("> show run", "hostname sw1", "> interface Vlan1")
                .doesNotContain("c4nary");
        assertThat(diagnosis.commands()).isEqualTo(1);
        assertThat(diagnosis.bytesReceived()).isGreaterThan(CONFIG.length());
        assertThat(diagnosis.hostname()).isEqualTo("sw1");
        assertThat(diagnosis.toString()).doesNotContain("c4nary");
    }

    @Test
    void shows_the_end_of_output_in_errors_without_half_of_a_key() {
        for (int lines = 1; lines < 34; lines++) {
            String part = String.join("\r\n", KEY.lines().toList().subList(0, lines)) + "\r\n";
            ScriptedShell shell = ScriptedShell.of((self, line) -> line.equals("show run") ? part : "sw1#")
                    .greeting("sw1#");
            DeviceSession session = Sessions.open(shell, "cisco_ios", Sessions.kim(), logging());
            assertThatThrownBy(() -> session.run(Command.exec("show run").within(Duration.ofMillis(30))))
                    .isInstanceOfSatisfying(
                            DeadlineExceededException.class,
                            e -> assertThat(e.reason()).contains("show run").doesNotContain("c4nary"));
        }
        assertThat(logged).noneMatch(line -> line.contains("c4nary"));
    }

    @Test
    void hides_a_secret_in_the_echo_of_a_line_whose_answer_does_not_come() {
        for (String prompt : new String[] {"sw1(config)#", "[~sw1]", "[admin@sw1] > "}) {
            ScriptedShell shell = ScriptedShell.of((self, line) -> line.startsWith("snmp") ? "working...\r\n" : "sw1#")
                    .greeting("sw1#");
            DeviceSession session = Sessions.open(shell, "cisco_ios", Sessions.kim(), logging());
            shell.print("\r\n" + prompt);
            assertThatThrownBy(() -> session.run(
                            Command.exec("snmp-server community c4naryTYPED RW").within(Duration.ofMillis(100))))
                    .isInstanceOfSatisfying(
                            DeadlineExceededException.class,
                            e -> assertThat(e.reason())
                                    .contains("snmp-server community")
                                    .contains("working")
                                    .doesNotContain("c4nary"));
            assertThat(session.diagnose().transcript()).doesNotContain("c4nary");
        }
        assertThat(logged).noneMatch(line -> line.contains("c4nary"));
    }

    @Test
    void hides_what_answers_a_question() {
        boolean[] asked = {false};
        ScriptedShell shell = ScriptedShell.of((self, line) -> {
                    if (asked[0]) {
                        asked[0] = false;
                        self.echo(true);
                        return "\r\ndone\r\nsw1#";
                    }
                    if (line.equals("copy it")) {
                        asked[0] = true;
                        self.echo(false);
                        return "Source password: ";
                    }
                    return "sw1#";
                })
                .greeting("sw1#");
        try (DeviceSession session = Sessions.open(shell, "cisco_ios", Sessions.kim(), logging())) {
            session.run(Command.exec("copy it")
                    .answering(Dialogue.none().andSecret("password: $", Secret.of("c4naryANSWER"))));
            assertThat(session.diagnose().transcript()).contains("(hidden)").doesNotContain("c4nary");
        }
        assertThat(logged).contains("SENT (hidden)").noneMatch(line -> line.contains("c4nary"));
    }

    @Test
    void a_log_that_throws_ends_nothing() {
        SessionSettings broken = SessionSettings.builder()
                .settle(Duration.ofMillis(10))
                .log((device, direction, line) -> {
                    throw new IllegalStateException("disk full");
                })
                .build();
        ScriptedShell shell = ScriptedShell.of(ios).greeting("sw1#");
        try (DeviceSession session = Sessions.open(shell, "cisco_ios", kim(), broken)) {
            assertThat(session.run("terminal length 0").output()).isEmpty();
        }
    }
}
