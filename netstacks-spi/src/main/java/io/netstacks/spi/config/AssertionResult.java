package io.netstacks.spi.config;

import java.util.Optional;

/**
 * What came of one assertion. Immutable.
 *
 * @param assertion what was asserted
 * @param status what came of it
 * @param lineNumber where the first match is, from 1; 0 if there is none
 * @param excerpt the matching line, secrets masked
 * @param problem why it could not be decided; empty unless {@code ERROR}
 */
public record AssertionResult(
        Assertion assertion, Status status, int lineNumber, Optional<String> excerpt, Optional<String> problem) {

    /** The outcomes of an assertion. */
    public enum Status {
        /** It holds. */
        PASSED,
        /** It does not hold. */
        FAILED,
        /** It is malformed. */
        ERROR
    }
}
