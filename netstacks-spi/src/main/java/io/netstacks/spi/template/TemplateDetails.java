package io.netstacks.spi.template;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people write about a template beside its text. Immutable; {@code with…} gives copies.
 *
 * @param kind what it is for
 * @param platforms the platforms that it suits, or what their ids begin with; empty for all, at most 1000
 * @param validationTemplate the template whose lines tell whether it is deployed; empty for its own
 * @param deleteTemplate the template that takes it away; empty if there is none
 * @param variables what it says about its variables, at most 1000; it may use others too
 * @param description what it is good for, at most 1 000 000 characters; may be empty
 */
public record TemplateDetails(
        TemplateKind kind,
        Set<String> platforms,
        Optional<String> validationTemplate,
        Optional<String> deleteTemplate,
        List<VariableDeclaration> variables,
        String description) {

    private static final int MOST = 1000;

    /** Checks the sizes, copies, and strips {@code .j2} from the links. */
    public TemplateDetails {
        platforms = Set.copyOf(platforms);
        variables = List.copyOf(variables);
        validationTemplate = validationTemplate.map(TemplateNames::normal);
        deleteTemplate = deleteTemplate.map(TemplateNames::normal);
        Limits.count(MOST, "platforms of a template", platforms);
        platforms.forEach(platform -> Limits.key("a platform of a template", platform));
        Limits.count(MOST, "variables of a template", variables);
        Limits.atMost(Limits.TEXT, "the description of a template", description);
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (VariableDeclaration variable : variables) {
            if (!seen.add(variable.name())) {
                problems.add("variable " + variable.name() + " is declared twice");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** Returns details that say nothing but the kind. */
    public static TemplateDetails of(TemplateKind kind) {
        return new TemplateDetails(kind, Set.of(), Optional.empty(), Optional.empty(), List.of(), "");
    }

    /** Returns a copy for these platforms. */
    public TemplateDetails forPlatforms(Set<String> ids) {
        return new TemplateDetails(kind, ids, validationTemplate, deleteTemplate, variables, description);
    }

    /** Returns a copy that another template validates. */
    public TemplateDetails validatedBy(String template) {
        return new TemplateDetails(kind, platforms, Optional.of(template), deleteTemplate, variables, description);
    }

    /** Returns a copy that another template takes away. */
    public TemplateDetails deletedBy(String template) {
        return new TemplateDetails(kind, platforms, validationTemplate, Optional.of(template), variables, description);
    }

    /** Returns a copy that declares these variables. */
    public TemplateDetails declaring(List<VariableDeclaration> declarations) {
        return new TemplateDetails(kind, platforms, validationTemplate, deleteTemplate, declarations, description);
    }

    /** Returns a copy with this description. */
    public TemplateDetails describedAs(String text) {
        return new TemplateDetails(kind, platforms, validationTemplate, deleteTemplate, variables, text);
    }

    /** Tells whether it suits a platform: it names it, or the beginning of its id, or no platform at all. */
    public boolean suits(String platform) {
        return platforms.isEmpty() || platforms.stream().anyMatch(platform::startsWith);
    }
}
