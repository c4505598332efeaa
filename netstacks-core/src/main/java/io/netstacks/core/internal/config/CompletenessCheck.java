package io.netstacks.core.internal.config;

import io.netstacks.core.internal.syslog.Refusals;
import io.netstacks.spi.platform.Platform;
import java.util.List;
import java.util.Optional;

/** Tells a configuration from an error message and from the first half of one. */
public final class CompletenessCheck {

    /** The line that ends a configuration may be followed by a few others. */
    private static final int TAIL = 5;

    /** A device that refuses says so at the top. */
    private static final int HEAD = 5;

    private CompletenessCheck() {}

    /** Returns what speaks against the text; empty if nothing does. */
    public static Optional<String> problem(Platform platform, String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return Optional.of("the device showed no configuration");
        }
        Optional<String> refusal =
                Refusals.in(platform, String.join("\n", lines.subList(0, Math.min(HEAD, lines.size()))));
        if (refusal.isPresent()) {
            return Optional.of(
                    "the device answered \"" + platform.maskSecrets(refusal.get()) + "\" instead of a configuration");
        }
        if (lines.size() < platform.config().minimumLines()) {
            return Optional.of("a configuration of " + platform.id() + " has at least "
                    + platform.config().minimumLines() + " lines, this one has " + lines.size());
        }
        List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
        return platform.config()
                .lastLine()
                .filter(end -> tail.stream().noneMatch(line -> end.matcher(line).find()))
                .map(end -> "the configuration stops before its end: no line like " + end.pattern() + " among the last "
                        + tail.size());
    }
}
