package io.netstacks.tasks.internal;

import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.LineResult;

/** How many lines of a change ended how. */
record ConfigChangeCounts(int accepted, int rejected, int notSent) {

    static ConfigChangeCounts of(ChangeResult change) {
        return new ConfigChangeCounts(
                change.lines(LineResult.Status.ACCEPTED).size(),
                change.lines(LineResult.Status.REJECTED).size(),
                change.lines(LineResult.Status.NOT_SENT).size());
    }
}
