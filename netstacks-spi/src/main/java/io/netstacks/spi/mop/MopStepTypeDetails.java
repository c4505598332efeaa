package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Map;
import java.util.Optional;

/**
 * What people say about a type of steps. Holds no secrets; a secret in the configuration is a reference to it. Immutable.
 *
 * @param name its name; no two types have the same
 * @param description what it is for, at most 1 000 000 characters
 * @param category where it is shown; empty if nowhere special
 * @param icon what it is shown with; empty if with nothing special
 * @param enabled whether steps of it may run
 * @param action what steps of it do
 * @param config what holds for its steps unless they say otherwise, at most 100 000 characters together
 * @param parametersSchema what its steps may be told, as a JSON schema of at most 100 000 characters; the store does not look
 *     inside
 */
public record MopStepTypeDetails(
        String name,
        String description,
        Optional<String> category,
        Optional<String> icon,
        boolean enabled,
        MopStepAction action,
        Map<String, String> config,
        String parametersSchema) {

    private static final int MAX_CONFIG = 100_000;

    /** Copies the configuration, and checks the sizes and what the action needs. */
    public MopStepTypeDetails {
        Limits.key("the name of a step type", name);
        Limits.atMost(Limits.TEXT, "the description of a step type", description);
        category.ifPresent(text -> Limits.key("the category of a step type", text));
        icon.ifPresent(text -> Limits.key("the icon of a step type", text));
        config = Map.copyOf(config);
        Limits.entries(MAX_CONFIG, "the configuration of a step type", config);
        Limits.atMost(MAX_CONFIG, "the parameter schema of a step type", parametersSchema);
        switch (action) {
            case API_CALL -> needs(name, config, "url");
            case AGENT -> needs(name, config, "prompt");
            case GET_CONFIG, SET_CONFIG, VALIDATE, WAIT, MANUAL, DEPLOY_STACK -> {}
        }
    }

    private static void needs(String name, Map<String, String> config, String key) {
        if (config.getOrDefault(key, "").isBlank()) {
            throw InvalidInputException.of("step type " + name + " needs \"" + key + "\" in its configuration");
        }
    }

    /** Returns details of a type that may run, without configuration and schema. */
    public static MopStepTypeDetails of(String name, MopStepAction action) {
        return of(name, action, Map.of());
    }

    /** Returns details of a type that may run, with a configuration and without a schema. */
    public static MopStepTypeDetails of(String name, MopStepAction action, Map<String, String> config) {
        return new MopStepTypeDetails(name, "", Optional.empty(), Optional.empty(), true, action, config, "{}");
    }

    /** Returns a copy whose steps may run, or not. */
    public MopStepTypeDetails enabled(boolean newEnabled) {
        return new MopStepTypeDetails(name, description, category, icon, newEnabled, action, config, parametersSchema);
    }

    /** Returns a copy with another description. */
    public MopStepTypeDetails described(String newDescription) {
        return new MopStepTypeDetails(name, newDescription, category, icon, enabled, action, config, parametersSchema);
    }
}
