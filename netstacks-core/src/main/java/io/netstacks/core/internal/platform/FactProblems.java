package io.netstacks.core.internal.platform;

import io.netstacks.spi.error.InvalidInputException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every mistake in a set of files, each once. Confined: one thread at a time. */
final class FactProblems {

    private static final int MOST = 200;

    private final Set<String> problems = new LinkedHashSet<>();

    void add(FactPlace place, String problem) {
        if (problems.size() < MOST) {
            problems.add(place + ": " + problem);
        } else if (problems.size() == MOST) {
            problems.add("more than " + MOST + " problems; the rest is not listed");
        }
    }

    /** Throws what was collected, if there is any. */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(List.copyOf(problems));
        }
    }
}
