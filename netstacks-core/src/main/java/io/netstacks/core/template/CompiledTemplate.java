package io.netstacks.core.template;

import io.netstacks.core.internal.jinja.JinjaRenderer;
import io.netstacks.core.internal.jinja.JinjaTemplate;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.template.RenderOptions;
import java.util.Map;

/** A template that has been read, with its options, to be rendered as often as needed. Safe for use by many threads. */
public final class CompiledTemplate {

    private final JinjaRenderer renderer;
    private final JinjaTemplate template;
    private final RenderOptions options;

    CompiledTemplate(JinjaRenderer renderer, JinjaTemplate template, RenderOptions options) {
        this.renderer = renderer;
        this.template = template;
        this.options = options;
    }

    /**
     * Renders it within the time limit of its options.
     *
     * @param variables maps, lists, text, numbers and booleans; copied, never changed
     * @throws io.netstacks.spi.error.TemplateException if variables are missing or wrong, or a limit is exceeded
     */
    public String render(Map<String, Object> variables) {
        return renderer.render(template, variables, options, Deadline.after(options.timeLimit()));
    }

    /** Renders it under a deadline that was handed down, or its options' time limit if that is earlier. */
    public String render(Map<String, Object> variables, Deadline deadline) {
        return renderer.render(template, variables, options, deadline.atMost(options.timeLimit()));
    }
}
