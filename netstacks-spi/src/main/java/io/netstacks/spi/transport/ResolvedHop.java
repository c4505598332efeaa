package io.netstacks.spi.transport;

import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.device.Endpoint;
import java.util.Optional;

/**
 * A jump host with its credentials in hand. Immutable.
 *
 * @param endpoint where its SSH server listens
 * @param credentials who logs in there
 * @param hostKeyPin the only fingerprint that is accepted; empty to follow the policy
 */
public record ResolvedHop(Endpoint endpoint, Credentials credentials, Optional<String> hostKeyPin) {}
