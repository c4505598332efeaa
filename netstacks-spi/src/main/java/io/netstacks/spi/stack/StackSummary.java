package io.netstacks.spi.stack;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known about a stack, without its services and variables. Immutable.
 *
 * @param id its id
 * @param name its name
 * @param description what it is good for; may be empty
 * @param state where it is
 * @param serviceCount how many services it has
 * @param pendingSince since when people want something else than was last deployed; empty if they do not
 */
public record StackSummary(
        StackId id,
        String name,
        String description,
        StackState state,
        int serviceCount,
        Optional<Instant> pendingSince) {

    /** Returns what is known about a stack. */
    public static StackSummary of(ServiceStack stack) {
        StackDefinition definition = stack.definition();
        return new StackSummary(
                stack.id(),
                definition.name(),
                definition.description(),
                stack.state(),
                definition.services().size(),
                stack.pendingSince());
    }
}
