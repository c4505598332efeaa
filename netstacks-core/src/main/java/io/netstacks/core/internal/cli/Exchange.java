package io.netstacks.core.internal.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One line to type, and how its answer is read. Immutable; {@code with…} give copies.
 *
 * @param line what is typed; empty for the enter key alone
 * @param responses what may be asked
 * @param reads whether an enter key too many does no harm, because nothing can be asked that it would answer
 * @param promptMayChange whether a prompt with another host name is nothing strange
 * @param maxOutput how many characters are kept
 * @param truncating whether more is dropped; otherwise it is a failure
 * @param sink gets the output line by line instead of the answer
 */
record Exchange(
        String line,
        List<Response> responses,
        boolean reads,
        boolean promptMayChange,
        int maxOutput,
        boolean truncating,
        Optional<Consumer<String>> sink) {

    /** More than any answer of a step of our own has. */
    private static final int ROOM = 4 * 1024 * 1024;

    static Exchange of(String line) {
        return new Exchange(line, List.of(), false, false, ROOM, false, Optional.empty());
    }

    Exchange responding(List<Response> newResponses) {
        return new Exchange(line, newResponses, reads, promptMayChange, maxOutput, truncating, sink);
    }

    Exchange changingPrompt() {
        return new Exchange(line, responses, reads, true, maxOutput, truncating, sink);
    }

    Exchange reading() {
        return new Exchange(line, responses, true, promptMayChange, maxOutput, truncating, sink);
    }

    Exchange limited(int characters, boolean truncate) {
        return new Exchange(line, responses, reads, promptMayChange, characters, truncate, sink);
    }

    Exchange into(Consumer<String> lines) {
        return new Exchange(line, responses, reads, promptMayChange, maxOutput, truncating, Optional.of(lines));
    }
}
