package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.template.VariableValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A blueprint of stacks: services without devices, and what has to be asked for. It is consistent in itself, as a stack is.
 * Immutable.
 *
 * @param id its id
 * @param name its name, unique among the stack templates
 * @param description what it is good for, at most 1 000 000 characters; may be empty
 * @param services its services in the order of the author, at most 1000
 * @param defaults values that hold if nobody gives others; secrets only by reference
 * @param requiredVariables what a stack has to give values for, at most 1000
 * @param perDeviceVariables what is asked for each device, and not once for the stack, at most 1000
 * @param apiVariables values that other systems know, by the variable's name
 * @param tags what people call it, at most 1000
 * @param createdBy who wrote it, as {@code Actor.toString} shows
 */
public record StackTemplate(
        StackTemplateId id,
        String name,
        String description,
        List<ServiceOutline> services,
        VariableValues defaults,
        Set<String> requiredVariables,
        Set<String> perDeviceVariables,
        Map<String, ApiVariable> apiVariables,
        Set<String> tags,
        String createdBy) {

    private static final int MOST = 1000;

    /**
     * Checks it and copies.
     *
     * @throws InvalidInputException if it is not consistent, with every problem
     */
    public StackTemplate {
        Limits.key("the name of a stack template", name);
        Limits.key("who wrote a stack template", createdBy);
        Limits.atMost(Limits.TEXT, "the description of a stack template", description);
        services = List.copyOf(services);
        requiredVariables = Set.copyOf(requiredVariables);
        perDeviceVariables = Set.copyOf(perDeviceVariables);
        apiVariables = Collections.unmodifiableMap(new LinkedHashMap<>(apiVariables));
        tags = Set.copyOf(tags);
        Limits.count(StackDefinition.MOST_SERVICES, "services of a stack template", services);
        Limits.count(StackDefinition.MOST_API_VARIABLES, "API variables of a stack template", apiVariables.keySet());
        Limits.count(MOST, "required variables of a stack template", requiredVariables);
        Limits.count(MOST, "variables per device of a stack template", perDeviceVariables);
        Limits.count(MOST, "tags of a stack template", tags);
        requiredVariables.forEach(variable -> Limits.key("the name of a variable", variable));
        perDeviceVariables.forEach(variable -> Limits.key("the name of a variable", variable));
        apiVariables.keySet().forEach(variable -> Limits.key("the name of a variable", variable));
        tags.forEach(tag -> Limits.key("a tag of a stack template", tag));
        List<String> problems = ServiceGraph.problems(services);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** Returns a blueprint that asks for nothing. */
    public static StackTemplate of(StackTemplateId id, String name, List<ServiceOutline> services, String createdBy) {
        return new StackTemplate(
                id, name, "", services, VariableValues.none(), Set.of(), Set.of(), Map.of(), Set.of(), createdBy);
    }

    /** Returns a copy with another name. */
    public StackTemplate named(String newName) {
        return new StackTemplate(
                id,
                newName,
                description,
                services,
                defaults,
                requiredVariables,
                perDeviceVariables,
                apiVariables,
                tags,
                createdBy);
    }

    /** Returns a copy that somebody else wrote. */
    public StackTemplate by(String author) {
        return new StackTemplate(
                id,
                name,
                description,
                services,
                defaults,
                requiredVariables,
                perDeviceVariables,
                apiVariables,
                tags,
                author);
    }
}
