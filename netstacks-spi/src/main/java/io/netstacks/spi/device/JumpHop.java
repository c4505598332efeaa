package io.netstacks.spi.device;

import java.util.Optional;

/**
 * One SSH host on the way to a device. Immutable.
 *
 * @param endpoint where its SSH server listens
 * @param credential the name of its credentials
 * @param hostKeyPin the only fingerprint that is accepted, {@code SHA256:…}; empty to follow the host-key policy
 */
public record JumpHop(Endpoint endpoint, String credential, Optional<String> hostKeyPin) {

    /** Returns a hop without a pinned key. */
    public static JumpHop via(String host, int port, String credential) {
        return new JumpHop(new Endpoint(host, port), credential, Optional.empty());
    }
}
