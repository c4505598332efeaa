package io.netstacks.spi.stack;

import io.netstacks.spi.template.TemplateNames;
import java.util.Optional;

/**
 * Which stacks are listed; what is empty does not restrict. Immutable.
 *
 * @param state in this state
 * @param template that have a service of this template; {@code .j2} at its end is stripped
 * @param device that have a service for this device
 */
public record StackQuery(Optional<StackState> state, Optional<String> template, Optional<String> device) {

    /** Strips {@code .j2}. */
    public StackQuery {
        template = template.map(TemplateNames::stripped);
    }

    /** Returns a query for all. */
    public static StackQuery all() {
        return new StackQuery(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a copy for stacks in a state. */
    public StackQuery in(StackState newState) {
        return new StackQuery(Optional.of(newState), template, device);
    }

    /** Returns a copy for stacks that have a service of a template. */
    public StackQuery using(String newTemplate) {
        return new StackQuery(state, Optional.of(newTemplate), device);
    }

    /** Returns a copy for stacks that have a service for a device. */
    public StackQuery on(String newDevice) {
        return new StackQuery(state, template, Optional.of(newDevice));
    }
}
