package io.netstacks.core.internal.jinja;

import io.netstacks.spi.Deadline;

/**
 * What one render may use at most.
 *
 * @param deadline when it has to be over
 * @param outputChars characters of the result, and of any text in between
 * @param builtChars characters and list elements made in all, intermediate ones counted
 * @param steps loop rounds, statements and elements visited
 * @param depth calls of macros, includes, blocks and recursive loops within each other
 */
public record RenderLimits(Deadline deadline, int outputChars, long builtChars, long steps, int depth) {

    /** Returns the usual limits for an output of that size. */
    public static RenderLimits of(Deadline deadline, int outputChars) {
        return new RenderLimits(deadline, outputChars, 16_000_000L + 8L * outputChars, 50_000_000L, 200);
    }
}
