package io.netstacks.core.internal.syslog;

import io.netstacks.spi.platform.Platform;
import java.util.Optional;

/** Finds the line by which a device refuses. What a log line in between says is about something else. Stateless. */
public final class Refusals {

    private Refusals() {}

    /** Returns the line of an answer that the platform knows for a refusal. */
    public static Optional<String> in(Platform platform, String answer) {
        Optional<String> error = platform.findError(answer);
        return error.isEmpty() ? error : platform.findError(LogLines.without(answer));
    }
}
