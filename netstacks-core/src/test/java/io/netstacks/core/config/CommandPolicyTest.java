package io.netstacks.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.platform.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandPolicyTest {

    private static final Platform IOS = Platforms.builtIn().get("cisco_ios");

    private final CommandPolicy policy = CommandPolicy.readOnly();

    @ParameterizedTest
    @ValueSource(
            strings = {"show version", "SHOW ip route", "ping 192.0.2.1", "dir flash:", "show run | include hostname"})
    void reading_commands_pass(String text) {
        assertThat(policy.refusal(IOS, Command.show(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reload",
                "showx",
                "configure terminal",
                "show version | redirect tftp://192.0.2.9/x",
                "show version | tee flash:x",
                "show version; reload",
                "show version > /tmp/x",
                "get `reboot`",
                "clear counters",
                "show tech-support",
                "show \u202e version"
            })
    void commands_that_only_look_like_reading_are_refused(String text) {
        assertThat(policy.refusal(IOS, Command.show(text))).isPresent();
    }

    @Test
    void what_the_platform_itself_reads_with_passes() {
        Platform mikrotik = Platforms.builtIn().get("mikrotik_routeros");
        String running = mikrotik.config().running().orElseThrow();

        assertThat(policy.refusal(mikrotik, Command.show(running))).isEmpty();
    }

    @Test
    void a_host_may_allow_more() {
        assertThat(policy.allowing("monitor").refusal(IOS, Command.show("monitor event")))
                .isEmpty();
        assertThat(policy.allowingSupportDumps().refusal(IOS, Command.show("show tech-support")))
                .isEmpty();
    }

    @Test
    void commands_that_claim_nothing_pass() {
        assertThat(policy.refusal(IOS, Command.exec("reload"))).isEmpty();
    }
}
