package io.netstacks.spi.tool;

import io.netstacks.spi.error.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a tool. A registry has checked the arguments against the descriptor. Immutable.
 *
 * @param tool the tool's name
 * @param arguments texts, numbers, booleans and lists of texts, by parameter
 */
public record ToolCall(String tool, Map<String, Object> arguments) {

    /** Copies the arguments. */
    public ToolCall {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** Returns a required text. */
    public String text(String parameter) {
        return find(parameter).orElseThrow(() -> InvalidInputException.of(tool + " needs the argument " + parameter));
    }

    /** Returns an optional text. */
    public Optional<String> find(String parameter) {
        return Optional.ofNullable(arguments.get(parameter)).map(String::valueOf);
    }

    /** Returns an optional number, or the other one. */
    public int integer(String parameter, int otherwise) {
        return arguments.get(parameter) instanceof Number number ? number.intValue() : otherwise;
    }
}
