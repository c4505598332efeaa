package io.netstacks.core.inventory;

import java.util.List;
import java.util.Optional;

/**
 * What a session with a device would be made with, and why. Immutable.
 *
 * @param device the name of the device
 * @param values each value with who says so, always the same ones in the same order
 * @param notes the notes of the override; empty without one
 * @param problems what a session would be refused for, a sentence each; empty if for nothing that is known before it connects
 */
public record ConnectionExplanation(String device, List<EffectiveValue> values, String notes, List<String> problems) {

    /** Copies the lists. */
    public ConnectionExplanation {
        values = List.copyOf(values);
        problems = List.copyOf(problems);
    }

    /** Returns the value of that name. */
    public Optional<EffectiveValue> value(String name) {
        return values.stream().filter(value -> value.name().equals(name)).findFirst();
    }
}
