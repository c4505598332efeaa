package io.netstacks.core.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.platform.Platforms;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DetectingTest {

    private static DeviceSession open(ScriptedShell shell) {
        return SessionOpener.openDetecting(
                Sessions.device("autodetect"),
                Platforms.builtIn().all(),
                Sessions.kim(),
                shell,
                Sessions.QUICK,
                Deadline.after(Duration.ofSeconds(5)));
    }

    @Test
    void finds_the_platform_and_goes_on_with_the_same_shell() {
        IosScript ios = new IosScript();
        ios.answers.put("show version", "Cisco IOS Software, C2960 Software, Version 15.0(2)SE11\r\n");
        try (DeviceSession session = open(ScriptedShell.of(ios).greeting("Welcome\r\nsw1#"))) {
            assertThat(session.platform().id()).isEqualTo("cisco_ios");
            assertThat(session.hostname()).isEqualTo("sw1");
            assertThat(session.run("show version").output()).startsWith("Cisco IOS Software");
        }
    }

    @Test
    void names_what_a_device_that_says_nothing_known_may_be() {
        ScriptedShell shell = ScriptedShell.of((self, line) -> "what?!\r\nbox#").greeting("box#");
        assertThatThrownBy(() -> open(shell))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("box#")
                .hasMessageContaining("name the platform");
        assertThat(shell.closed()).isTrue();
    }
}
