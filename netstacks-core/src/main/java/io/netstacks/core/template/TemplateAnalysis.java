package io.netstacks.core.template;

import java.util.List;

/**
 * What a template needs. Immutable.
 *
 * @param variables what it takes from outside, in order of first use
 * @param templates names of the templates that it includes, imports or extends, where they are written as text
 */
public record TemplateAnalysis(List<TemplateVariable> variables, List<String> templates) {

    /** Copies the lists. */
    public TemplateAnalysis {
        variables = List.copyOf(variables);
        templates = List.copyOf(templates);
    }
}
