package io.netstacks.spi.config;

import java.util.Optional;

/**
 * What became of one line. Immutable.
 *
 * @param index its place in the change, from 0
 * @param line the line, without its body; secrets masked
 * @param status what became of it
 * @param answer what the device said, if it said anything; secrets masked
 */
public record LineResult(int index, String line, Status status, Optional<String> answer) {

    /** The outcomes of a line. */
    public enum Status {
        /** The device took it. */
        ACCEPTED,
        /** The device refused it. */
        REJECTED,
        /** It was sent and nobody knows. */
        UNKNOWN,
        /** It was not sent. */
        NOT_SENT
    }
}
