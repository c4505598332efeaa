package io.netstacks.spi.device;

import java.util.Optional;

/**
 * A proxy for the first TCP connection. Immutable.
 *
 * @param kind which protocol it speaks
 * @param endpoint where it listens
 * @param credential the name of its credentials; empty when it asks for none
 */
public record ProxySpec(Kind kind, Endpoint endpoint, Optional<String> credential) {

    /** The protocol of a proxy. */
    public enum Kind {
        /** SOCKS version 5 (RFC 1928), names resolved by the proxy. */
        SOCKS5,
        /** HTTP {@code CONNECT} (RFC 9110, 9.3.6). */
        HTTP
    }
}
