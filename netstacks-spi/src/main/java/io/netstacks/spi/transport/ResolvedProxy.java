package io.netstacks.spi.transport;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.ProxySpec;
import java.util.Optional;

/**
 * A proxy with its credentials in hand. Immutable.
 *
 * @param kind which protocol it speaks
 * @param endpoint where it listens
 * @param credentials who we are there; empty when it does not ask
 */
public record ResolvedProxy(ProxySpec.Kind kind, Endpoint endpoint, Optional<Credentials> credentials) {}
