package io.netstacks.core.inventory;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.transport.ConnectTimeouts;
import java.util.Optional;

/**
 * How a device is really reached. Immutable.
 *
 * @param device the device with everything that overrides change
 * @param timeouts how long the stages of its login may take
 * @param refusal why there are no sessions with it, as the end of a sentence; empty if there are
 */
public record EffectiveConnection(Device device, ConnectTimeouts timeouts, Optional<String> refusal) {}
