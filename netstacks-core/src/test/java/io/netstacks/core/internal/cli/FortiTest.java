package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.config.LineResult;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A FortiGate, which has no configuration mode but blocks, no commit, and a pager that nobody turns off. */
@Timeout(20)
class FortiTest {

    private final FortiScript forti = new FortiScript();

    private static OperationContext kim() {
        return OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(5));
    }

    private DeviceSession open(int largest) {
        return Sessions.open(new ScriptedShell(largest, largest, forti).greeting(forti.prompt()), "fortinet_fortios");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void blocks_are_opened_filled_and_closed(int largest) {
        try (DeviceSession session = open(largest)) {
            ChangeResult result = session.configure(
                    ConfigChange.of(
                            "config system interface",
                            "    edit \"port1\"",
                            "        set alias uplink",
                            "        config ipv6",
                            "            set ip6-mode static",
                            "        end",
                            "    next",
                            "end"),
                    kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(result.lines(LineResult.Status.ACCEPTED)).hasSize(8);
            assertThat(session.level().name()).isEqualTo("exec");
        }
        assertThat(forti.applied.get("")).containsExactly("set alias uplink", "set ip6-mode static");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void a_refused_line_drops_its_block_and_nothing_else(int largest) {
        try (DeviceSession session = open(largest)) {
            ChangeResult result = session.configure(
                    ConfigChange.of(
                            "config system interface",
                            "edit port1",
                            "set alias uplink",
                            "next",
                            "edit port2",
                            "set alias spare",
                            "set vlanid bad",
                            "next",
                            "end"),
                    kim());
            assertThat(result.status()).isEqualTo(ChangeStatus.REJECTED);
            assertThat(result.message()).contains("line 7", "value parse error before 'bad'");
            assertThat(result.lines(LineResult.Status.NOT_SENT)).hasSize(2);
            assertThat(forti.atTop()).isTrue();
            assertThat(session.run("show").isOk()).isTrue();
        }
        assertThat(forti.applied.get("")).containsExactly("set alias uplink");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void a_block_that_looks_like_the_global_context_is_a_block(int largest) {
        try (DeviceSession session = open(largest)) {
            ChangeResult refused = session.configure(
                    ConfigChange.of("config system global", "set timezone 26", "set admintimeout bad", "end"), kim());
            assertThat(refused.status()).isEqualTo(ChangeStatus.REJECTED);
            assertThat(refused.message()).contains("in the open block were dropped");
            assertThat(forti.atTop()).isTrue();
            ChangeResult unfinished =
                    session.configure(ConfigChange.of("config system global", "set timezone 4"), kim());
            assertThat(unfinished.status()).as(unfinished.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(forti.atTop()).isTrue();
        }
        assertThat(forti.applied.get("")).containsExactly("set timezone 4");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096})
    void a_change_that_forgets_its_end_is_closed_and_takes_effect(int largest) {
        try (DeviceSession session = open(largest)) {
            ChangeResult result =
                    session.configure(ConfigChange.of("config system dns", "set primary 192.0.2.1"), kim());
            assertThat(result.status()).as(result.message()).isEqualTo(ChangeStatus.APPLIED);
            assertThat(forti.atTop()).isTrue();
        }
        assertThat(forti.applied.get("")).containsExactly("set primary 192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096})
    void pages_are_turned_and_their_marks_are_no_output(int largest) {
        forti.pageLines = 2;
        try (DeviceSession session = open(largest)) {
            for (int i = 0; i < 2; i++) {
                assertThat(session.run("show system interface")
                                .output()
                                .strip()
                                .lines()
                                .map(String::strip))
                        .hasSize(9)
                        .allMatch(line -> line.matches("edit \"port\\d\""));
            }
        }
    }

    @Test
    void a_member_of_a_cluster_shows_its_part_in_the_prompt() {
        forti.host = "FW-1(Primary)";
        try (DeviceSession session = open(4096)) {
            assertThat(session.hostname()).isEqualTo("FW-1");
            assertThat(session.configure(ConfigChange.of("config system dns", "set primary 192.0.2.1", "end"), kim())
                            .status())
                    .isEqualTo(ChangeStatus.APPLIED);
            forti.host = "FW-1(Secondary)";
            assertThat(session.run(Command.show("show")).isOk()).isTrue();
        }
    }
}
