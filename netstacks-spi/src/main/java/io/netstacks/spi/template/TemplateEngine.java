package io.netstacks.spi.template;

import io.netstacks.spi.Provider;
import java.util.Map;

/**
 * Renders Jinja2 templates. A host hands one in where it wants another than NetStacks' own; none is looked for with
 * {@code ServiceLoader}, because two engines may give different text for one template. Safe for use by many threads.
 */
public interface TemplateEngine extends Provider {

    /**
     * Renders a template.
     *
     * @param template the template's text
     * @param variables maps, lists, text, numbers and booleans; copied, never changed
     * @param options how
     * @return the text
     * @throws io.netstacks.spi.error.TemplateException if the template is wrong, lacks variables or exceeds a limit
     */
    String render(String template, Map<String, Object> variables, RenderOptions options);
}
