package io.netstacks.core.config;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.Optional;

/** Reads the running configuration in an open session and refuses what is not complete. Pure function of the session. */
public final class ConfigReader {

    /** A large configuration on a slow device takes longer than other commands. */
    private static final Duration TIME = Duration.ofMinutes(2);

    private ConfigReader() {}

    /**
     * Reads it.
     *
     * @param setFormat whether flat set commands are preferred where the platform can show them
     * @throws UnsupportedCapabilityException if the platform has no command that shows it
     * @throws SessionFailedException with {@code INCOMPLETE_CONFIG} if what came is not a complete configuration
     */
    public static Captured read(DeviceSession session, boolean setFormat, Deadline deadline) {
        Platform platform = session.platform();
        String text = command(platform, setFormat)
                .orElseThrow(() ->
                        new UnsupportedCapabilityException(session.device().name() + ": " + platform.id()
                                + " has no command that shows its running configuration"));
        Command command =
                Command.show(text).within(deadline.atMost(TIME).remaining().plusMillis(1));
        if (platform.level("privileged").isPresent()) {
            command = command.at("privileged");
        }
        CommandResult result = session.run(command);
        if (!result.isOk()) {
            throw incomplete(
                    session,
                    "\"" + text + "\" was refused: " + result.errorLine().orElse(""));
        }
        ConfigText config = Configs.normalize(platform, result.output());
        Configs.incompleteness(platform, config).ifPresent(problem -> {
            throw incomplete(session, problem);
        });
        return new Captured(platform, config);
    }

    private static SessionFailedException incomplete(DeviceSession session, String problem) {
        return new SessionFailedException(
                ErrorCode.INCOMPLETE_CONFIG,
                session.device().name() + " (" + session.platform().id() + "): " + problem + "; nothing is stored",
                "");
    }

    private static Optional<String> command(Platform platform, boolean setFormat) {
        Optional<String> flat = Optional.ofNullable(platform.config().show().get("running_set"))
                .filter(command -> setFormat && !command.contains(";"));
        return flat.or(() -> platform.config().running());
    }
}
