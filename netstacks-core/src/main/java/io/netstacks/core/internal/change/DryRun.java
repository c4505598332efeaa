package io.netstacks.core.internal.change;

import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ChangeStatus;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.platform.Platform;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A dry run on a platform that applies lines at once: no device is needed for it, and none could do more. Pure function. */
public final class DryRun {

    private DryRun() {}

    /**
     * Checks the lines.
     *
     * @return empty if the platform has a candidate, so that a device can compare it
     * @throws io.netstacks.spi.error.DeniedException if a line is on the guard list and that was not allowed
     * @throws io.netstacks.spi.error.InvalidInputException if the device would take another line for one of them, or one
     *     would not wait for the commit
     * @throws io.netstacks.spi.error.UnsupportedCapabilityException if the platform cannot do such a change
     */
    public static Optional<ChangeResult> withoutDevice(String device, Platform platform, ConfigChange change) {
        DangerousLines.refuse(device, change, platform::maskSecrets);
        ChangeStrategy strategy = ChangeStrategy.of(platform, change, "dry-run");
        strategy.refuseUntypable(platform, change, platform::maskSecrets);
        strategy.refuseEager(platform, change, platform::maskSecrets);
        return strategy.staged()
                ? Optional.empty()
                : Optional.of(result(device, platform, change, platform::maskSecrets));
    }

    static ChangeResult result(String device, Platform platform, ConfigChange change, UnaryOperator<String> mask) {
        return new ChangeResult(
                device,
                ChangeStatus.DRY_RUN,
                new LineReport(change.lines(), mask).all(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                "the lines passed the checks; nothing was sent, because " + platform.id() + " applies lines at once",
                Optional.empty(),
                Duration.ZERO);
    }
}
