package io.netstacks.core.diff;

import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.platform.Platform;

/**
 * One of two configurations that are compared. Immutable.
 *
 * @param label what the difference calls it, for example {@code edge1 running}
 * @param platform that says which lines are volatile and which text is secret
 * @param text the configuration
 */
public record DiffSide(String label, Platform platform, ConfigText text) {}
