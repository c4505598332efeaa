package io.netstacks.spi.transport;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;

/**
 * How long the stages of a login may take, each on its own. Immutable.
 *
 * @param connect TCP, or the proxy's answer
 * @param handshake identification and key exchange
 * @param authentication from the first method to the last
 * @param keepAlive how often a silent peer is asked whether it lives; three silent answers end the connection; zero
 *     asks never
 */
public record ConnectTimeouts(Duration connect, Duration handshake, Duration authentication, Duration keepAlive) {

    /** 10 s, 15 s, 15 s, and a question every 30 s. */
    public static final ConnectTimeouts DEFAULT = new ConnectTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(30));

    /**
     * Checks that the first three are positive, so that nothing waits for ever.
     *
     * @throws InvalidInputException if they are not, or a time is longer than {@link Limits#TIME}
     */
    public ConnectTimeouts {
        Limits.time("the connect timeout", connect);
        Limits.time("the handshake timeout", handshake);
        Limits.time("the authentication timeout", authentication);
        if (!keepAlive.isZero()) {
            Limits.time("the time between two keep-alives", keepAlive);
        }
    }
}
