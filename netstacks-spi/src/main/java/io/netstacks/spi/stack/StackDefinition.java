package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.template.VariableValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What people want of a stack. It is consistent in itself: no two services have the same name, each dependency is in it, none
 * goes in a circle, and each service is for a device. Its services are for at most 100 000 devices together, and its variables
 * have at most 10 000 000 characters. Immutable; {@code with…} gives copies.
 *
 * @param name its name, unique among the stacks
 * @param description what it is good for, at most 1 000 000 characters; may be empty
 * @param services its services in the order of the author, at most 1000
 * @param shared values that hold for all services; secrets only by reference
 * @param apiVariables values that other systems know, by the variable's name
 * @param stackTemplate the stack template that it was made from; empty if there was none
 */
public record StackDefinition(
        String name,
        String description,
        List<ServiceDefinition> services,
        VariableValues shared,
        Map<String, ApiVariable> apiVariables,
        Optional<StackTemplateId> stackTemplate) {

    static final int MOST_SERVICES = 1000;
    static final int MOST_API_VARIABLES = 1000;
    private static final int MOST_DEVICES = 100_000;
    private static final long MOST_CHARACTERS = 10_000_000;

    /**
     * Checks it and copies.
     *
     * @throws InvalidInputException if it is not consistent, with every problem
     */
    public StackDefinition {
        Limits.key("the name of a stack", name);
        Limits.atMost(Limits.TEXT, "the description of a stack", description);
        services = List.copyOf(services);
        apiVariables = Collections.unmodifiableMap(new LinkedHashMap<>(apiVariables));
        Limits.count(MOST_SERVICES, "services of a stack", services);
        Limits.count(MOST_API_VARIABLES, "API variables of a stack", apiVariables.keySet());
        apiVariables.keySet().forEach(variable -> Limits.key("the name of a variable", variable));
        List<String> problems = new ArrayList<>(ServiceGraph.problems(
                services.stream().map(ServiceDefinition::outline).toList()));
        services.forEach(service -> lookAtDevices(service, problems));
        lookAtSize(services, shared, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static void lookAtDevices(ServiceDefinition service, List<String> problems) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        for (String device : service.devices()) {
            if (!seen.add(device)) {
                twice.add(device);
            }
        }
        if (seen.isEmpty()) {
            problems.add("service " + service.name() + " has no device");
        }
        if (!twice.isEmpty()) {
            problems.add("service " + service.name() + " names devices twice: " + String.join(", ", twice));
        }
        Set<String> others = new TreeSet<>(service.perDevice().keySet());
        others.removeAll(seen);
        if (!others.isEmpty()) {
            problems.add("service " + service.name() + " has values for devices that it is not for: "
                    + String.join(", ", others));
        }
    }

    private static void lookAtSize(List<ServiceDefinition> services, VariableValues shared, List<String> problems) {
        long devices =
                services.stream().mapToLong(service -> service.devices().size()).sum();
        if (devices > MOST_DEVICES) {
            problems.add(
                    "the services of a stack are for at most " + MOST_DEVICES + " devices together but for " + devices);
        }
        long characters = shared.characters()
                + services.stream()
                        .mapToLong(service -> service.variables().characters()
                                + service.perDevice().values().stream()
                                        .mapToLong(VariableValues::characters)
                                        .sum())
                        .sum();
        if (characters > MOST_CHARACTERS) {
            problems.add("the variables of a stack have at most " + MOST_CHARACTERS + " characters together but have "
                    + characters);
        }
    }

    /** Returns a definition without description and variables. */
    public static StackDefinition of(String name, List<ServiceDefinition> services) {
        return new StackDefinition(name, "", services, VariableValues.none(), Map.of(), Optional.empty());
    }

    /** Returns a copy with another name. */
    public StackDefinition named(String newName) {
        return new StackDefinition(newName, description, services, shared, apiVariables, stackTemplate);
    }

    /** Returns a copy with this description. */
    public StackDefinition describedAs(String text) {
        return new StackDefinition(name, text, services, shared, apiVariables, stackTemplate);
    }

    /** Returns a copy with these services. */
    public StackDefinition withServices(List<ServiceDefinition> newServices) {
        return new StackDefinition(name, description, newServices, shared, apiVariables, stackTemplate);
    }

    /** Returns a copy with these values for all services. */
    public StackDefinition withShared(VariableValues values) {
        return new StackDefinition(name, description, services, values, apiVariables, stackTemplate);
    }

    /** Returns a copy with these values of other systems. */
    public StackDefinition withApiVariables(Map<String, ApiVariable> values) {
        return new StackDefinition(name, description, services, shared, values, stackTemplate);
    }

    /** Returns a copy that was made from a stack template. */
    public StackDefinition from(StackTemplateId template) {
        return new StackDefinition(name, description, services, shared, apiVariables, Optional.of(template));
    }

    /** Tells whether deploying this would do the same as deploying the other one. */
    boolean deploysLike(StackDefinition other) {
        return services.equals(other.services)
                && shared.equals(other.shared)
                && apiVariables.equals(other.apiVariables)
                && stackTemplate.equals(other.stackTemplate);
    }
}
