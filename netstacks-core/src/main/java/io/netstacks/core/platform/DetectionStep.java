package io.netstacks.core.platform;

import io.netstacks.spi.platform.Platform;
import java.util.List;

/** What a detection wants next, or what it has found. Immutable. */
public sealed interface DetectionStep {

    /** Run one command, which only reads, and hand its output to {@link #answered}. */
    final class Run implements DetectionStep {

        private final String command;
        private final DetectionState state;

        Run(String command, DetectionState state) {
            this.command = command;
            this.state = state;
        }

        /** Returns the command. */
        public String command() {
            return command;
        }

        /**
         * Returns what follows from the output. An error message is an answer, too: it tells the families apart.
         *
         * @param output the cleaned output without echo and prompt; empty where the device said nothing in time
         */
        public DetectionStep answered(String output) {
            return state.answered(command, output);
        }

        @Override
        public String toString() {
            return "run " + command;
        }
    }

    /**
     * The platform is known.
     *
     * @param platform the platform
     * @param confidence how sure this is, from 1 to 99
     * @param why what told, for people
     */
    record Decided(Platform platform, int confidence, String why) implements DetectionStep {}

    /**
     * Nothing told.
     *
     * @param candidates platforms that are still possible, the likely ones first; may be empty
     * @param why what was tried, for people
     */
    record Undecided(List<Platform> candidates, String why) implements DetectionStep {

        /** Copies the list. */
        public Undecided {
            candidates = List.copyOf(candidates);
        }
    }
}
