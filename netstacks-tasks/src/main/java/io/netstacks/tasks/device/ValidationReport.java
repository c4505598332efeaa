package io.netstacks.tasks.device;

import io.netstacks.spi.config.AssertionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of checking a configuration. That it could be checked is one thing, that everything holds another. Immutable.
 *
 * @param source the device's name, or the backup's id
 * @param results one per assertion, in their order
 * @param age how old the configuration is; empty if it was read just now
 * @param completedAt when it ended
 */
public record ValidationReport(
        String source, List<AssertionResult> results, Optional<Duration> age, Instant completedAt) {

    /** Copies the results. */
    public ValidationReport {
        results = List.copyOf(results);
    }

    /** Returns an error if an assertion is malformed, else failed if one does not hold, else passed. */
    public AssertionResult.Status status() {
        for (AssertionResult.Status status : List.of(AssertionResult.Status.ERROR, AssertionResult.Status.FAILED)) {
            if (results.stream().anyMatch(result -> result.status() == status)) {
                return status;
            }
        }
        return AssertionResult.Status.PASSED;
    }
}
