package io.netstacks.core.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netstacks.core.internal.jinja.JinjaLibrary;
import io.netstacks.core.internal.jinja.JinjaRenderer;
import io.netstacks.core.internal.jinja.JinjaSyntax;
import io.netstacks.core.internal.jinja.JinjaTemplate;
import io.netstacks.core.internal.plugin.ProviderLoader;
import io.netstacks.core.internal.plugin.ProviderTable;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.template.RenderOptions;
import io.netstacks.spi.template.TemplateEngine;
import io.netstacks.spi.template.TemplateFunction;
import io.netstacks.spi.template.TemplateFunctions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * NetStacks' own template engine: the language of Jinja2 3.1 with Python's meaning of expressions, and the network filters
 * of Ansible. Templates see only copies of maps, lists and scalars; time, output, loops, recursion, and the size of texts
 * and numbers are limited, so that a template from a stranger can be rendered. Safe for use by many threads.
 */
public final class JinjaTemplateEngine implements TemplateEngine {

    private static final long CACHED_CHARS = 8_000_000;
    private static final String UNNAMED = "<template>";

    private final JinjaLibrary library;
    private final JinjaRenderer renderer;

    /** Creates the engine with what it brings itself. */
    public JinjaTemplateEngine() {
        this(builder());
    }

    private JinjaTemplateEngine(Builder builder) {
        JinjaLibrary.Builder own = JinjaLibrary.builder();

        JinjaRenderer.addHosted(own, builder.filters, builder.tests, builder.functions);
        this.library = own.build();
        Cache<Key, JinjaTemplate> cache = Caffeine.newBuilder()
                .maximumWeight(CACHED_CHARS)
                .weigher((Key key, JinjaTemplate template) -> key.source().length() + 100)
                .build();
        this.renderer = new JinjaRenderer(
                library,
                (name, source, syntax) -> cache.get(
                        new Key(name, source, syntax), k -> JinjaTemplate.parse(name, source, syntax, library)));
    }

    /** Returns a builder for an engine with filters, tests and functions of the host. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String id() {
        return "jinja";
    }

    @Override
    public SpiVersion builtAgainst() {
        return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
    }

    @Override
    public String render(String template, Map<String, Object> variables, RenderOptions options) {
        return compile(template, options).render(variables);
    }

    /**
     * Reads a template once, to render it many times.
     *
     * @throws io.netstacks.spi.error.TemplateException if the text is no template
     */
    public CompiledTemplate compile(String template, RenderOptions options) {
        return compile(UNNAMED, template, options);
    }

    /**
     * Reads a template once, to render it many times.
     *
     * @param name what errors call it
     * @throws io.netstacks.spi.error.TemplateException if the text is no template
     */
    public CompiledTemplate compile(String name, String template, RenderOptions options) {
        return new CompiledTemplate(renderer, renderer.compile(name, template, options), options);
    }

    /** Returns the names of all filters that templates may use. */
    public Set<String> filters() {
        return library.filterNames();
    }

    /** Returns the names of all tests that templates may use. */
    public Set<String> tests() {
        return library.testNames();
    }

    /** Returns the names of all functions that templates may use. */
    public Set<String> functions() {
        return library.functionNames();
    }

    JinjaTemplate parse(String template, RenderOptions options) {
        return renderer.compile(UNNAMED, template, options);
    }

    private record Key(String name, String source, JinjaSyntax syntax) {}

    /** Builds an engine. A later filter, test or function replaces an earlier or built-in one of its name. Confined to one thread. */
    public static final class Builder {

        private final Map<String, TemplateFunction> filters = new LinkedHashMap<>();
        private final Map<String, TemplateFunction> tests = new LinkedHashMap<>();
        private final Map<String, TemplateFunction> functions = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a filter. */
        public Builder filter(String name, TemplateFunction filter) {
            filters.put(name, filter);
            return this;
        }

        /** Adds a test, for {@code is}. */
        public Builder test(String name, TemplateFunction test) {
            tests.put(name, test);
            return this;
        }

        /** Adds a function. */
        public Builder function(String name, TemplateFunction function) {
            functions.put(name, function);
            return this;
        }

        /** Adds all of a package. */
        public Builder functions(TemplateFunctions provider) {
            // All are asked before any is added: one that fails half-way adds nothing
            Map<String, TemplateFunction> itsFilters = provider.filters();
            Map<String, TemplateFunction> itsTests = provider.tests();
            Map<String, TemplateFunction> itsFunctions = provider.functions();
            filters.putAll(itsFilters);
            tests.putAll(itsTests);
            functions.putAll(itsFunctions);
            return this;
        }

        /**
         * Adds all packages that {@code ServiceLoader} finds through the class loader. One that is broken is left out whole,
         * and a warning in the log says which and why.
         */
        public Builder discover(ClassLoader classLoader) {
            ProviderTable table = new ProviderTable(new ProviderLoader(List.of(classLoader)), true, Map.of());
            table.keyed(TemplateFunctions.class, List.of(), List.of(), List.of())
                    .values()
                    .forEach(found -> table.ask(TemplateFunctions.class, found, this::functions));
            table.finish();
            return this;
        }

        /** Returns the engine. */
        public JinjaTemplateEngine build() {
            return new JinjaTemplateEngine(this);
        }
    }
}
