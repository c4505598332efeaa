package io.netstacks.spi.template;

import io.netstacks.spi.Limits;
import io.netstacks.spi.SecretReference;
import io.netstacks.spi.error.InvalidInputException;
import java.util.Map;
import java.util.Optional;

/**
 * What a template says about a variable that it takes. Immutable.
 *
 * @param name its name
 * @param description what it is for, at most 1 000 000 characters; may be empty
 * @param required whether rendering needs a value for it
 * @param defaultValue what holds if nobody gives one, as in {@link VariableValues}; a {@link SecretReference} if it is secret
 * @param secret whether its value is a secret, and so is only referred to
 */
public record VariableDeclaration(
        String name, String description, boolean required, Optional<Object> defaultValue, boolean secret) {

    /** Checks the sizes and the default. */
    public VariableDeclaration {
        Limits.key("the name of a variable", name);
        Limits.atMost(Limits.TEXT, "the description of a variable", description);
        if (defaultValue.isPresent()) {
            defaultValue = Optional.ofNullable(
                    VariableValues.of(Map.of(name, defaultValue.get())).asMap().get(name));
        }
        if (secret
                && defaultValue
                        .filter(value -> !(value instanceof SecretReference))
                        .isPresent()) {
            throw InvalidInputException.of("variable " + name + " is secret: its default is a reference, not a value");
        }
    }

    /** Returns a variable that rendering needs a value for. */
    public static VariableDeclaration required(String name) {
        return new VariableDeclaration(name, "", true, Optional.empty(), false);
    }

    /** Returns a variable that has a value if nobody gives one. */
    public static VariableDeclaration optional(String name, Object defaultValue) {
        return new VariableDeclaration(name, "", false, Optional.of(defaultValue), false);
    }

    /** Returns a secret that rendering needs a reference for. */
    public static VariableDeclaration secret(String name) {
        return new VariableDeclaration(name, "", true, Optional.empty(), true);
    }

    /** Returns a copy with a description. */
    public VariableDeclaration describedAs(String text) {
        return new VariableDeclaration(name, text, required, defaultValue, secret);
    }
}
