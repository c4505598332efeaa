package io.netstacks.core.template;

import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.template.RenderOptions;
import io.netstacks.spi.template.TemplateEngine;
import io.netstacks.spi.template.TemplateLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Templates as callers use them: by text or by stored name, with failures as values. A trailing {@code .j2} of a name does
 * not matter. Safe for use by many threads.
 */
public final class Templates {

    private static final String SUFFIX = ".j2";

    private final TemplateEngine engine;
    private final JinjaTemplateEngine reader;
    private final RenderOptions options;

    private Templates(TemplateEngine engine, JinjaTemplateEngine reader, RenderOptions options) {
        this.engine = engine;
        this.reader = reader;
        this.options = options;
    }

    /** Returns templates of NetStacks' own engine, with the options for device configurations. */
    public static Templates standard() {
        return over(new JinjaTemplateEngine(), RenderOptions.defaults());
    }

    /** Returns templates of an engine; what it cannot tell about a template is told by NetStacks' own. */
    public static Templates over(TemplateEngine engine, RenderOptions options) {
        JinjaTemplateEngine reader = engine instanceof JinjaTemplateEngine own ? own : new JinjaTemplateEngine();
        return new Templates(engine, reader, options);
    }

    /** Returns the same with stored templates by name, for rendering by name and for {@code include}. */
    public Templates withLoader(TemplateLoader loader) {
        TemplateLoader either = name -> {
            Optional<String> exact = loader.load(name);
            return exact.isPresent() ? exact : loader.load(plain(name));
        };
        return new Templates(engine, reader, options.withLoader(either));
    }

    /** Returns the same with other options; the loader is that of the options. */
    public Templates withOptions(RenderOptions other) {
        return new Templates(engine, reader, other);
    }

    /**
     * Renders a text, in the time and size that the options allow. A text that is no template, variables that are missing and limits that
     * are exceeded are in the result, and no exception.
     *
     * @param variables maps, lists, text, numbers and booleans; copied, never changed
     */
    public RenderResult render(String template, Map<String, Object> variables) {
        try {
            return new RenderResult(Optional.of(engine.render(template, variables, options)), "", 0, 0, List.of());
        } catch (TemplateException e) {
            return new RenderResult(Optional.empty(), e.reason(), e.line(), e.column(), e.missingVariables());
        }
    }

    /** Renders a stored template, as {@link #render} does a text; a name that the loader does not know is in the result, too. */
    public RenderResult renderNamed(String name, Map<String, Object> variables) {
        return options.loader()
                .load(name)
                .map(text -> render(text, variables))
                .orElseGet(() -> new RenderResult(
                        Optional.empty(), "there is no template named '" + name + "'", 0, 0, List.of()));
    }

    /**
     * Returns what a template needs.
     *
     * @throws TemplateException if the text is no template
     */
    public TemplateAnalysis analyze(String template) {
        return new TemplateAnalyzer(reader, options).analyze(template);
    }

    /** Returns what reads badly on devices. */
    public List<TemplateFinding> lint(String template) {
        return new TemplateAnalyzer(reader, options).lint(template);
    }

    /** Returns what reads badly on devices, and which variables the template needs and these values lack. */
    public List<TemplateFinding> lint(String template, Map<String, ?> variables) {
        return new TemplateAnalyzer(reader, options).lint(template, variables);
    }

    private static String plain(String name) {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
