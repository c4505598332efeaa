package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An execution that is about to begin, with everything that is frozen then. Immutable.
 *
 * @param start how it is begun
 * @param targets the names of the devices that its selectors found, in order, at most 100 000, each once
 * @param variables what it is told
 */
public record NewMopExecution(MopStart start, List<String> targets, MopVariables variables) {

    private static final int MOST_TARGETS = 100_000;

    /** Copies and checks the targets. */
    public NewMopExecution {
        targets = List.copyOf(targets);
        Limits.count(MOST_TARGETS, "targets of an execution", targets);
        Set<String> seen = new HashSet<>();
        for (String target : targets) {
            Limits.key("a target of an execution", target);
            if (!seen.add(target)) {
                throw InvalidInputException.of(
                        "device " + target + " is twice among the targets of execution " + start.id());
            }
        }
    }
}
