package io.netstacks.spi.device;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;

/**
 * Times that are otherwise than they would be; what is empty stays as it would be. Each is from 1 to 600 seconds. Immutable;
 * {@code with…} gives copies.
 *
 * @param command how long one command may take
 * @param connect TCP, or the proxy's answer
 * @param handshake identification and key exchange
 * @param authentication from the first method to the last
 */
public record TimeoutOverride(
        Optional<Duration> command,
        Optional<Duration> connect,
        Optional<Duration> handshake,
        Optional<Duration> authentication) {

    /** Changes nothing. */
    public static final TimeoutOverride NONE =
            new TimeoutOverride(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(10);

    /**
     * Checks the ranges.
     *
     * @throws InvalidInputException if a time is shorter than a second or longer than 600
     */
    public TimeoutOverride {
        check("command", command);
        check("connect", connect);
        check("handshake", handshake);
        check("authentication", authentication);
    }

    private static void check(String what, Optional<Duration> timeout) {
        timeout.filter(time -> time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0)
                .ifPresent(time -> {
                    throw InvalidInputException.of("the " + what
                            + " timeout of an override is from 1 to 600 seconds, not " + time.toMillis() / 1000.0);
                });
    }

    /** Returns a copy with this time for one command. */
    public TimeoutOverride withCommand(Duration time) {
        return new TimeoutOverride(Optional.of(time), connect, handshake, authentication);
    }

    /** Returns a copy with this time for TCP. */
    public TimeoutOverride withConnect(Duration time) {
        return new TimeoutOverride(command, Optional.of(time), handshake, authentication);
    }

    /** Returns a copy with this time for the key exchange. */
    public TimeoutOverride withHandshake(Duration time) {
        return new TimeoutOverride(command, connect, Optional.of(time), authentication);
    }

    /** Returns a copy with this time for the authentication. */
    public TimeoutOverride withAuthentication(Duration time) {
        return new TimeoutOverride(command, connect, handshake, Optional.of(time));
    }

    /** Returns what holds when this goes before the other: each of its times, else the other's. */
    public TimeoutOverride over(TimeoutOverride other) {
        return new TimeoutOverride(
                command.or(other::command),
                connect.or(other::connect),
                handshake.or(other::handshake),
                authentication.or(other::authentication));
    }
}
