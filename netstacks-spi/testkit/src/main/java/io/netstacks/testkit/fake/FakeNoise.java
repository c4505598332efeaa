package io.netstacks.testkit.fake;

/**
 * A console message that appears where nobody asked for it. Immutable.
 *
 * @param place where it lands
 * @param text the message, without line ends
 * @param every it appears with every so-manieth prompt or answer, counted in each session; 1 for each
 */
public record FakeNoise(Place place, String text, int every) {

    /** Where a message lands. */
    public enum Place {
        /** On a line of its own above the prompt. */
        BEFORE_PROMPT,
        /** Inside the prompt, which goes on after it on a new line. */
        INSIDE_PROMPT,
        /** Behind the prompt; the prompt is not shown again. */
        AFTER_PROMPT,
        /** Behind the prompt, which is then shown again. */
        AFTER_PROMPT_REDRAWN,
        /** On a line of its own in the middle of an answer. */
        INSIDE_OUTPUT
    }

    /** Checks the period. */
    public FakeNoise {
        if (every < 1) {
            throw new IllegalArgumentException("a period must be at least 1 but is " + every);
        }
    }

    /** Returns a message that appears with every prompt or answer. */
    public static FakeNoise at(Place place, String text) {
        return new FakeNoise(place, text, 1);
    }

    /** Returns the same message with every {@code period}th prompt or answer only. */
    public FakeNoise every(int period) {
        return new FakeNoise(place, text, period);
    }
}
