package io.netstacks.core.internal.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.platform.Platform;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*Nov 30 04:00:00.123: %LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to down",
                "Nov 30 04:00:00: %SYS-5-CONFIG_I: Configured from console by kim on vty0 (192.0.2.9)",
                ".Nov 30 04:00:00.123 UTC: %LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan1",
                "000123: *Nov 30 04:00:00.123: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up",
                "000124: sw1: Nov 30 2026 04:00:00.123 UTC: %PARSER-5-CFGLOG_LOGGEDCMD: User:kim  logged command:end",
                "1w2d: %SYS-5-CONFIG_I: Configured from console by kim",
                "00:00:46: %LINK-3-UPDOWN: Interface Port-channel1, changed state to up",
                "%LINK-3-UPDOWN: Interface Gi0/1, changed state to up",
                "<189>45: sw1: Nov 30 04:00:00: %SYS-5-CONFIG_I: Configured",
                "%ASA-6-302013: Built outbound TCP connection 1 for outside:192.0.2.1/443",
                "2026 Nov 30 04:00:00 sw1 %ETHPORT-5-IF_UP: Interface Ethernet1/1 is up",
                "2026 Nov 30 04:00:00.123 sw1 %$ VDC-1 %$ %ETHPORT-5-IF_UP: Interface Ethernet1/1 is up",
                "RP/0/RSP0/CPU0:Nov 30 04:00:00.123 UTC: ifmgr[321]: %PKT_INFRA-LINK-3-UPDOWN : Interface Down",
                "Nov 30 04:00:00 sw1 Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet1",
                "30-Nov-2026 04:00:00 %LINK-I-Up:  gi1",
                "Nov 30 2026 04:00:00 sw1 %%01IFNET/4/LINK_STATE(l)[0]:The line protocol has entered the DOWN state.",
                "Nov 30 2026 04:00:00+08:00 sw1 %%01SHELL/5/CMDRECORD(s)[1]:Recorded command information.",
                "%Nov 30 04:00:00:123 2026 sw1 IFNET/3/PHY_UPDOWN: Physical state on the interface changed to down.",
                "#Nov 30 04:00:00:123 2026 sw1 SHELL/4/LOGIN: Trap 1.3.6.1.4.1",
                "Nov 30 04:00:00  mx1 mgd[123]: UI_COMMIT_COMPLETED: commit complete",
                "Nov 30 04:00:00 box sshd[1]: error: PAM: authentication error for kim",
                "<165>1 2026-11-30T04:00:00.123456+00:00 sw1 dn_alm 1234 - - Node.1-Unit.1:PRI [event]",
                "Message from syslogd@mx1 at Nov 30 04:00:00  ...",
                "Broadcast message from root@box (pts/0) (Mon Nov 30 04:00:00 2026):",
                "11/30/2026 04:00:00.12 <Info:vlan.msgs.portLinkStateUp> Slot-1: Port 1:1 link UP",
                "W 11/30/26 04:00:00 00077 ports: port 1 is now off-line",
                "2026/11/30 04:00:00 BGP: [M59KS-A3ZXZ] bgp_update_receive: rcvd End-of-RIB",
                "1 2026/11/30 04:00:00.12 UTC MINOR: DEBUG #2001 Base PIM",
                "04:00:00 echo: system,error,critical login failure for user kim from 192.0.2.9 via ssh"
            })
    void knows_the_log_lines_of_many_makes(String line) {
        assertThat(LogLines.is(line)).isTrue();
        assertThat(LogLines.without("before\n" + line + "\nafter\n")).isEqualTo("before\nafter\n");
        assertThat(LogLines.only("\n" + line + "\n\n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sw1#",
                "sw1#show logging | include %LINK-3-UPDOWN:",
                "Password: *Nov 30 04:00:00.123: %LINK-3-UPDOWN: Interface Gi0/1, changed state to down",
                "Password: %LINK-3-UPDOWN: Interface Gi0/1, changed state to down",
                "sw1#*Nov 30 04:00:00.123: %LINK-3-UPDOWN: Interface Gi0/1, changed state to down",
                "% Invalid input detected at '^' marker.",
                "%Error opening tftp://192.0.2.9/x (Timed out)",
                "%ERROR: Standby doesn't support this command",
                "%% Invalid command at '^' marker.",
                "Error: Unrecognized command found at '^' position.",
                "*12:00:00.000 UTC Mon Nov 2 2026",
                "12:00:00.000 UTC Mon Nov 2 2026",
                "Mon Nov 30 04:00:00.123 UTC",
                "Nov 30 04:00:00",
                "Current time: 2026-11-30 04:00:00 UTC",
                "2026-11-30 04:00:00 UTC",
                "  1  2026-11-30 04:00:00 UTC by kim via cli",
                "! Last configuration change at 04:00:00 UTC Mon Nov 30 2026 by kim",
                "!! Last configuration change at Mon Nov 30 04:00:00 2026 by kim",
                "-rw-r--r--  1 root root 100 Nov 30 04:00:00 2026 messages",
                "    1  -rwx   1234   Nov 30 2026 04:00:00 +00:00  config.text",
                "Nov 30 2026 04:00:00 config.text",
                " event syslog pattern \"%LINK-3-UPDOWN: Interface\"",
                " pattern %LINK-3-UPDOWN: x",
                "Log Buffer (4096 bytes):",
                "Interface GigabitEthernet0/1 is up, line protocol is up",
                "GigabitEthernet0/1: 100% utilised - since: boot",
                "hostname sw1",
                "Internet  192.0.2.1  0  aabb.cc00.0100  ARPA  Vlan1"
            })
    void takes_nothing_else_for_one(String line) {
        assertThat(LogLines.is(line)).isFalse();
        assertThat(LogLines.without(line)).isEqualTo(line);
    }

    @Test
    void finds_one_behind_something_else() {
        assertThat(LogLines.behind("sw1#*Nov 30 04:00:00.123: %LINK-3-UPDOWN: Interface down"))
                .isEqualTo(4);
        assertThat(LogLines.behind("Password: %LINK-3-UPDOWN: Interface down")).isEqualTo(10);
        assertThat(LogLines.behind("Proceed? [confirm]")).isEqualTo(-1);
        assertThat(LogLines.behind("%LINK-3-UPDOWN: Interface down")).isEqualTo(-1);
    }

    @Test
    void a_refusal_is_found_between_log_lines_and_not_in_one() {
        Platform ios = Platforms.builtIn().get("cisco_ios");
        String log = "*Nov 30 04:00:00.123: %AAA-3-BADSERVER: Command authorization failed for kim\n";
        assertThat(ios.findError(log)).isPresent();
        assertThat(Refusals.in(ios, log)).isEmpty();
        assertThat(Refusals.in(ios, log + "% Invalid input detected at '^' marker.\n" + log))
                .contains("% Invalid input detected at '^' marker.");
        Platform junos = Platforms.builtIn().get("juniper_junos");
        assertThat(Refusals.in(junos, "Nov 30 04:00:00  mx1 sshd[1]: error: PAM: authentication error for kim\n"))
                .isEmpty();
    }

    @Test
    @Timeout(10)
    void a_line_made_to_be_hard_costs_no_time() {
        String hard = "Nov 30 04:00:00 " + "a-".repeat(200_000) + "%" + "A-".repeat(200_000);
        long began = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            assertThat(LogLines.is(hard)).isFalse();
            assertThat(LogLines.behind(hard)).isEqualTo(-1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
}
