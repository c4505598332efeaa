package io.netstacks.spi.device;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;

/**
 * Where something listens. Immutable.
 *
 * @param host a DNS name, an IPv4 address, or an IPv6 address without brackets
 * @param port the TCP port, from 1 to 65535
 */
public record Endpoint(String host, int port) {

    /**
     * Takes brackets off an IPv6 address, and blanks off the ends of the host.
     *
     * @throws InvalidInputException if the host is empty, more than one word or longer than {@link Limits#KEY} characters, or the
     *     port out of its range
     */
    public Endpoint {
        host = Limits.atMost(Limits.KEY, "a host", host.strip());
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || host.chars().anyMatch(Character::isWhitespace)) {
            throw InvalidInputException.of("a host must be one word but is \"" + host + "\"");
        }
        Limits.key("a host", host);
        if (port < 1 || port > 65_535) {
            throw InvalidInputException.of("port of " + host + " must be from 1 to 65535 but is " + port);
        }
    }

    /** Returns {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
