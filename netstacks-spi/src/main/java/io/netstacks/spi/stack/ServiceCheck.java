package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import io.netstacks.spi.config.Assertion;
import java.util.List;

/**
 * What a device has to show before or after a service is deployed on it. Immutable.
 *
 * @param command what the device is asked
 * @param assertions what has to be, or must not be, in its answer, at most 100
 */
public record ServiceCheck(String command, List<Assertion> assertions) {

    private static final int MOST = 100;

    /** Checks the sizes and copies. */
    public ServiceCheck {
        assertions = List.copyOf(assertions);
        Limits.key("the command of a check", command);
        Limits.count(MOST, "assertions of a check", assertions);
        assertions.forEach(assertion -> Limits.atMost(Limits.TEXT, "the text of an assertion", assertion.text()));
    }
}
