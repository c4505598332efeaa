package io.netstacks.core.internal.cli;

import io.netstacks.core.platform.Platforms;
import io.netstacks.core.session.SessionSettings;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;

/** Opens sessions with devices in memory; their waits are short. */
final class Sessions {

    static final SessionSettings QUICK = SessionSettings.builder()
            .settle(Duration.ofMillis(10))
            .quiet(Duration.ofMillis(60))
            .questionPause(Duration.ofMillis(20))
            .pipelineWindow(8)
            .build();

    /** For devices that have printed all they will before a write returns: nobody needs to wait for more. */
    static final SessionSettings INSTANT = SessionSettings.builder()
            .settle(Duration.ofMillis(1))
            .quiet(Duration.ofMillis(2))
            .questionPause(Duration.ofMillis(2))
            .pipelineWindow(8)
            .build();

    private Sessions() {}

    static Credentials kim() {
        return Credentials.of("kim").password(Secret.of("pa55word")).build();
    }

    static Device device(String platform) {
        return Device.named("sw1")
                .at("192.0.2.1")
                .platform(platform)
                .credential("lab")
                .commandTimeout(Duration.ofSeconds(3))
                .build();
    }

    static DeviceSession open(ScriptedShell shell, String platform, Credentials credentials) {
        return open(shell, platform, credentials, QUICK);
    }

    static DeviceSession open(ScriptedShell shell, String platform, Credentials credentials, SessionSettings settings) {
        return SessionOpener.open(
                device(platform),
                Platforms.builtIn().get(platform),
                credentials,
                shell,
                settings,
                Deadline.after(Duration.ofSeconds(3)));
    }

    static DeviceSession open(ScriptedShell shell, String platform) {
        return open(shell, platform, kim());
    }
}
