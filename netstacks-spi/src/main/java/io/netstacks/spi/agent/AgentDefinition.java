package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;
import java.util.Map;
import java.util.Optional;

/**
 * An agent as people set it up. Holds no secrets. Immutable; {@code with…} and {@link #enabled(boolean)} give copies.
 *
 * @param name its name, at most 512 characters
 * @param type what sort of agent, for example {@code triage}; chooses its own instructions
 * @param description what it is for, at most 1 000 000 characters
 * @param enabled whether it may work
 * @param instructions its own system prompt; empty for that of its type
 * @param model what it thinks with
 * @param rights what it may touch
 * @param options what else its type understands, at most 100 000 characters
 */
public record AgentDefinition(
        String name,
        String type,
        String description,
        boolean enabled,
        Optional<String> instructions,
        AgentModel model,
        AgentRights rights,
        Map<String, String> options) {

    private static final int MAX_OPTIONS = 100_000;

    /** Checks the sizes and copies the options. */
    public AgentDefinition {
        Limits.key("the name of an agent", name);
        Limits.key("the type of an agent", type);
        Limits.atMost(Limits.TEXT, "the description of an agent", description);
        instructions.ifPresent(text -> Limits.atMost(Limits.TEXT, "the instructions of an agent", text));
        options = Map.copyOf(options);
        Limits.entries(MAX_OPTIONS, "the options of an agent", options);
    }

    /** Returns an enabled agent with the default model and no rights. */
    public static AgentDefinition named(String name, String type) {
        return new AgentDefinition(
                name, type, "", true, Optional.empty(), AgentModel.DEFAULT, AgentRights.NONE, Map.of());
    }

    /** Returns a copy with this description. */
    public AgentDefinition withDescription(String text) {
        return new AgentDefinition(name, type, text, enabled, instructions, model, rights, options);
    }

    /** Returns a copy with a system prompt of its own. */
    public AgentDefinition withInstructions(String text) {
        return new AgentDefinition(name, type, description, enabled, Optional.of(text), model, rights, options);
    }

    /** Returns a copy that may, or may not, work. */
    public AgentDefinition enabled(boolean newEnabled) {
        return new AgentDefinition(name, type, description, newEnabled, instructions, model, rights, options);
    }

    /** Returns a copy that thinks with another model. */
    public AgentDefinition withModel(AgentModel newModel) {
        return new AgentDefinition(name, type, description, enabled, instructions, newModel, rights, options);
    }

    /** Returns a copy with other rights. */
    public AgentDefinition withRights(AgentRights newRights) {
        return new AgentDefinition(name, type, description, enabled, instructions, model, newRights, options);
    }

    /** Returns a copy with other options. */
    public AgentDefinition withOptions(Map<String, String> newOptions) {
        return new AgentDefinition(name, type, description, enabled, instructions, model, rights, newOptions);
    }
}
