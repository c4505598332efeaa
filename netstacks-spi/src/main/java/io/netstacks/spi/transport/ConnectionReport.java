package io.netstacks.spi.transport;

import io.netstacks.spi.device.Endpoint;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a connection came about: what was negotiated and where the time went. Immutable.
 *
 * @param transport the id of the transport
 * @param endpoint the device's end
 * @param via the jump hosts, the nearest to us first
 * @param peerIdentification what the peer calls itself, for example {@code SSH-2.0-Cisco-1.25}; may be empty
 * @param banner what it shows before the login; may be empty
 * @param algorithms what was negotiated: {@code kex}, {@code server-key}, {@code cipher-in}, {@code cipher-out},
 *     {@code mac-in}, {@code mac-out}; empty where there is no cryptography
 * @param authentication the method that succeeded; empty where the transport has none
 * @param hostKey the peer's key; empty where there is none
 * @param hostKeyFirstSeen whether that key was trusted just now
 * @param phases how long each stage took, in order: {@code connect}, {@code handshake}, {@code authentication}
 */
public record ConnectionReport(
        String transport,
        Endpoint endpoint,
        List<Endpoint> via,
        String peerIdentification,
        String banner,
        Map<String, String> algorithms,
        Optional<String> authentication,
        Optional<HostKey> hostKey,
        boolean hostKeyFirstSeen,
        Map<String, Duration> phases) {

    /** Copies the collections, in order. */
    public ConnectionReport {
        via = List.copyOf(via);
        algorithms = Collections.unmodifiableMap(new LinkedHashMap<>(algorithms));
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    }
}
