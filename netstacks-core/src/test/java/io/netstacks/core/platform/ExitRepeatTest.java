package io.netstacks.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.session.DeviceSession;
import io.netstacks.testkit.fake.DeviceScript;
import io.netstacks.testkit.fake.FakeConfig;
import io.netstacks.testkit.fake.FakeDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device whose blocks nest deeper than any other's, and whose exit climbs one of them only. */
class ExitRepeatTest {

    private static final int DEPTH = 15;

    @TempDir
    private Path folder;

    private static DeviceScript script() {
        DeviceScript.Builder script = DeviceScript.named("deep1")
                .platform("deep_os")
                .config(FakeConfig::empty)
                .mode("privileged", "${hostname}#", "% Invalid input detected")
                .transition("configure terminal", "privileged", "config0");
        for (int i = 0; i <= DEPTH; i++) {
            script.mode("config" + i, "${hostname}(config-" + i + ")#", "% Invalid input detected")
                    .transition("exit", "config" + i, i == 0 ? "privileged" : "config" + (i - 1));
            if (i < DEPTH) {
                script.transition("block", "config" + i, "config" + (i + 1));
            }
        }
        return script.build();
    }

    @Test
    void as_many_exits_are_tried_as_the_platform_file_says() throws IOException {
        assertThat(levelAfterAChange("exit_repeat: 20")).isEqualTo("privileged");
    }

    @Test
    void a_session_that_would_be_left_in_a_block_is_closed() throws IOException {
        assertThat(levelAfterAChange("exit_repeat: 1")).isEqualTo("closed");
    }

    private String levelAfterAChange(String exitRepeat) throws IOException {
        Files.writeString(
                folder.resolve("deep_os.yaml"),
                "extends: cisco_ios\nconfig_mode: {exit: exit, " + exitRepeat + "}\nsave:\n");
        try (FakeDevice device = FakeDevice.start(script());
                NetStacks net = NetStacks.builder()
                        .storage("memory")
                        .platforms(folder)
                        .credentials(CredentialSources.of(Map.of("lab", device.credentials())))
                        .build()) {
            net.inventory().save(device.asDevice().credential("lab").build());
            OperationContext kim = OperationContext.as(Actor.user("kim")).within(Duration.ofSeconds(30));
            try (DeviceSession session = net.device("deep1").session(kim)) {
                ConfigChange change = ConfigChange.builder()
                        .lines(Collections.nCopies(DEPTH, "block"))
                        .build();
                assertThat(session.configure(change, kim).status()).isEqualTo(ChangeStatus.APPLIED);
                return session.isOpen() ? session.level().name() : "closed";
            }
        }
    }
}
