package io.netstacks.core.internal.jinja;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.template.RenderOptions;
import io.netstacks.spi.template.TemplateFunction;
import io.netstacks.spi.template.TemplateLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs templates: guards the limits, finds all that is missing, and gives faults the form that callers know. */
public final class JinjaRenderer {

    /** Makes a template of a name and a text. */
    @FunctionalInterface
    public interface Compiler {

        /** Returns the template; fails with a {@link JinjaFault} if the text is none. */
        JinjaTemplate compile(String name, String source, JinjaSyntax syntax);
    }

    private final JinjaLibrary library;
    private final Compiler compiler;

    /** Creates it over a library. */
    public JinjaRenderer(JinjaLibrary library, Compiler compiler) {
        this.library = library;
        this.compiler = compiler;
    }

    /** Compiles a template. */
    public JinjaTemplate compile(String name, String source, RenderOptions options) {
        try {
            return compiler.compile(name, source, JinjaSyntax.of(options));
        } catch (JinjaFault fault) {
            throw fault.toException(List.of());
        }
    }

    /** Renders a template with a copy of the variables. */
    public String render(JinjaTemplate template, Map<String, ?> variables, RenderOptions options, Deadline deadline) {
        UndefinedMode mode = options.strictUndefined()
                ? UndefinedMode.STRICT
                : options.chainableUndefined() ? UndefinedMode.CHAINABLE : UndefinedMode.LENIENT;
        RenderRun run = run(mode, options, deadline);
        try {
            return render(template, run, variables);
        } catch (JinjaFault fault) {
            throw fault.in(template.name()).toException(missing(fault, run, template, variables, options, deadline));
        }
    }

    private RenderRun run(UndefinedMode mode, RenderOptions options, Deadline deadline) {
        JinjaSyntax syntax = JinjaSyntax.of(options);
        return new RenderRun(
                RenderLimits.of(deadline, options.maxOutputChars()),
                mode,
                library,
                new Loaded(options.loader(), syntax, compiler));
    }

    private String render(JinjaTemplate template, RenderRun run, Map<String, ?> variables) {
        StringBuilder out = new StringBuilder(1024);
        try {
            JinjaContext context = new JinjaContext(template, HostValues.variables(variables), library.globals());
            template.run(run, context, out);
            return out.toString();
        } catch (StackOverflowError e) {
            throw JinjaFault.limit("nested too deeply: a macro that calls itself, or a list that holds itself");
        }
    }

    // One more pass that lets everything missing pass and notes it, so that a person fixes all of it at once
    private List<String> missing(
            JinjaFault fault,
            RenderRun failed,
            JinjaTemplate template,
            Map<String, ?> variables,
            RenderOptions options,
            Deadline deadline) {
        if (!fault.missing()) {
            return List.of();
        }
        if (!options.strictUndefined()) {
            return List.copyOf(failed.missing());
        }
        RenderRun all = run(UndefinedMode.COLLECT, options, deadline);
        try {
            render(template, all, variables);
        } catch (JinjaFault other) {
            all.noteMissing(failed.missing().iterator().next());
        }
        return List.copyOf(all.missing());
    }

    /** Makes a host's function one that templates can call. */
    static JinjaCallable hosted(String name, TemplateFunction function) {
        return (run, given) -> {
            List<@Nullable Object> values = new ArrayList<>();
            given.values().forEach(value -> values.add(HostValues.out(run, value)));
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            given.named().forEach((key, value) -> named.put(key, HostValues.out(run, value)));
            try {
                return HostValues.in(function.apply(values, named), name + "()", 0);
            } catch (JinjaFault fault) {
                throw fault;
            } catch (TemplateException e) {
                throw JinjaFault.value(name + ": " + e.reason());
            } catch (RuntimeException e) {
                // The border to foreign code: whatever it throws is the failure of this one call
                throw JinjaFault.value(name + ": " + e.getMessage());
            }
        };
    }

    /** Adds a host's filters, tests and functions to a library. */
    public static void addHosted(
            JinjaLibrary.Builder library,
            Map<String, TemplateFunction> filters,
            Map<String, TemplateFunction> tests,
            Map<String, TemplateFunction> functions) {
        filters.forEach((name, function) -> library.filter(name, hosted(name, function)));
        tests.forEach((name, function) -> library.test(name, hosted(name, function)));
        functions.forEach((name, function) -> library.global(name, hosted(name, function)));
    }

    /** The templates that one render has asked its loader for. */
    private static final class Loaded implements TemplateSource {

        private final TemplateLoader loader;
        private final JinjaSyntax syntax;
        private final Compiler compiler;
        private final Map<String, Optional<JinjaTemplate>> known = new HashMap<>();

        Loaded(TemplateLoader loader, JinjaSyntax syntax, Compiler compiler) {
            this.loader = loader;
            this.syntax = syntax;
            this.compiler = compiler;
        }

        @Override
        public JinjaTemplate get(String name) {
            return find(name).orElseThrow(() -> JinjaFault.value("template not found: '" + name + "'"));
        }

        @Override
        public boolean exists(String name) {
            return find(name).isPresent();
        }

        private Optional<JinjaTemplate> find(String name) {
            Optional<JinjaTemplate> found = known.get(name);
            if (found == null) {
                found = loader.load(name).map(source -> compiler.compile(name, source, syntax));
                known.put(name, found);
            }
            return found;
        }
    }
}
