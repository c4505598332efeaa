package io.netstacks.core.config;

import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.platform.Platform;

/**
 * A complete configuration, fresh from a device. Immutable.
 *
 * @param platform the platform that the session found
 * @param text the configuration
 */
public record Captured(Platform platform, ConfigText text) {}
