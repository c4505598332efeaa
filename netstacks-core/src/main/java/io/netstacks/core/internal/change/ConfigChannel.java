package io.netstacks.core.internal.change;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.command.Dialogue;
import io.netstacks.spi.config.ConfigLine;
import io.netstacks.spi.platform.Expectation;
import io.netstacks.spi.platform.Platform;
import java.util.List;

/** What a change needs of a session. Confined: one thread at a time. */
public interface ConfigChannel {

    /** Lines that were typed before the answers of earlier ones had come. */
    interface Ahead {

        /** Types more lines. */
        void more(List<String> lines, Deadline deadline);

        /** Reads the answer of the first line that has none yet. */
        String next(Deadline deadline);

        /**
         * Takes the answers that have come already, as long as the device says nothing and stays in configuration mode; returns
         * how many, zero if the next one has to be read by {@link #next}.
         */
        int silent();

        /** Returns how many lines have no answer yet. */
        int waiting();

        /** Tells whether the device has not taken the lines that are left. */
        boolean dropped();
    }

    /** Returns the platform. */
    Platform platform();

    /** Tells whether the last prompt is one of configuration mode. */
    boolean configuring();

    /** Tells whether the device still shows the context that the session is in; also where it is in none. */
    boolean inPlace();

    /** Goes to the level in which commands are run. */
    void enterOperational(Deadline deadline);

    /** Types a line, answers what is expected, and returns the output. */
    String type(String line, List<Expectation> dialogue, Deadline deadline);

    /** Types a configuration line with its body, answers what is expected, and returns the output. */
    String type(ConfigLine line, Dialogue dialogue, Deadline deadline);

    /** Types several lines at once. */
    Ahead ahead(List<String> lines, Deadline deadline);

    /**
     * Returns how many lines may be on their way at once; 1 where the device does not show what it is sent, and inside a
     * context, where each line may only be typed when the prompt shows the context.
     */
    int window();

    /** Returns the time that one line may take. */
    Deadline lineDeadline(Deadline whole);

    /** Masks secrets. */
    String mask(String text);

    /** Gives the session up. */
    void abandon();
}
