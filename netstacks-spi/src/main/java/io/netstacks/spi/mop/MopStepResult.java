package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import java.time.Instant;

/**
 * How a step run ended. Immutable.
 *
 * @param outcome how
 * @param summary a sentence about it, at most 10 000 characters; it is shown in lists and kept in clear, so whoever writes it
 *     redacts what devices said
 * @param endedAt when
 */
public record MopStepResult(MopStepOutcome outcome, String summary, Instant endedAt) {

    /** What a summary may hold. */
    public static final int MAX_SUMMARY = 10_000;

    /** Checks the size. */
    public MopStepResult {
        Limits.atMost(MAX_SUMMARY, "the summary of a step run", summary);
    }
}
