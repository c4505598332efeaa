package io.netstacks.core.parse;

import io.netstacks.core.internal.ttp.TtpDefinition;
import io.netstacks.core.internal.ttp.TtpMacroCall;
import io.netstacks.core.internal.ttp.TtpSources;
import io.netstacks.core.internal.ttp.TtpSyntaxException;
import io.netstacks.core.internal.ttp.TtpTemplateReader;
import io.netstacks.spi.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A TTP template, compiled: turns semi-structured text into a tree, as TTP 0.10 for Python does. Python within templates is
 * not run; a host's function takes its place, see {@link TtpMacro}. Immutable, and safe for use by many threads; compile it
 * once.
 *
 * <pre>{@code
 * TtpTemplate interfaces = TtpTemplate.compile("""
 *     <group name="interfaces*">
 *     interface {{ name }}
 *      description {{ description | ORPHRASE }}
 *      ip address {{ ip }} {{ mask }}
 *     </group>
 *     """);
 * interfaces.parse(config).json();
 * }</pre>
 */
public final class TtpTemplate {

    /** How long {@link #parse(String...)} may take: a minute. */
    public static final Duration TIME_LIMIT = Duration.ofMinutes(1);

    private final TtpOptions options;
    private final List<TtpDefinition> definitions;
    private final List<String> warnings;

    private TtpTemplate(TtpOptions options, List<TtpDefinition> definitions, List<String> warnings) {
        this.options = options;
        this.definitions = List.copyOf(definitions);
        this.warnings = warnings;
    }

    /**
     * Compiles a template with the usual options.
     *
     * @throws TtpTemplateException if the text is none
     */
    public static TtpTemplate compile(String template) {
        return compile(template, TtpOptions.defaults());
    }

    /**
     * Compiles a template.
     *
     * @throws TtpTemplateException if the text is none, or needs a file or macro that the options do not give
     */
    public static TtpTemplate compile(String template, TtpOptions options) {
        TtpFiles files = options.files();
        TtpSources sources = new TtpSources() {
            @Override
            public Optional<String> read(String path) {
                return files.read(path);
            }

            @Override
            public List<String> list(String path) {
                return files.list(path);
            }
        };
        TtpTemplateReader reader = new TtpTemplateReader(
                sources, options.variables(), options.macros().keySet(), options.templates());
        try {
            return new TtpTemplate(options, reader.read(template), reader.warnings());
        } catch (TtpSyntaxException e) {
            throw new TtpTemplateException(options.name(), e);
        }
    }

    /** Returns what messages call it. */
    public String name() {
        return options.name();
    }

    /** Returns what is odd about it without being wrong: lines that are not looked for, unknown functions and tags. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns what its {@code <doc>} says; empty if nothing. */
    public String doc() {
        return String.join("", definitions.stream().map(TtpDefinition::doc).toList())
                .strip();
    }

    /**
     * Parses texts, each an input of its own, beside those that the template brings, within {@link #TIME_LIMIT}.
     *
     * @throws TtpParseException if a function failed or time was up
     */
    public TtpResult parse(String... texts) {
        return parse(List.of(texts), Deadline.after(TIME_LIMIT));
    }

    /**
     * Parses texts, each an input of its own, beside those that the template brings.
     *
     * @param deadline when to give up; it interrupts a line at work
     * @throws TtpParseException if a function failed or time was up
     */
    public TtpResult parse(List<String> texts, Deadline deadline) {
        TtpRun run = newRun();
        for (int i = 0; i < texts.size(); i++) {
            // Texts that are alike are inputs of their own all the same
            run.addInput(TtpRunInput.of(texts.get(i)).from("text_data" + (i == 0 ? "" : i + 1)));
        }
        return run.parse(deadline).takeResult();
    }

    /** Begins a run, to which inputs, variables, lookup tables and more templates can be added. */
    public TtpRun newRun() {
        return new TtpRun(this);
    }

    /** Returns, by template, what the text of each of its inputs says, for hosts that keep their own settings there. */
    public Map<String, @Nullable Object> inputParameters() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        definitions.forEach(definition -> all.put(definition.name(), definition.inputParameters()));
        return all;
    }

    TtpOptions options() {
        return options;
    }

    List<TtpDefinition> definitions() {
        return definitions;
    }

    Map<String, TtpMacroCall> macros() {
        Map<String, TtpMacroCall> calls = new LinkedHashMap<>();
        options.macros()
                .forEach((name, macro) -> calls.put(name, value -> {
                    TtpMacro.Result result = macro.apply(value);
                    return new TtpMacroCall.MatchOutcome(result.value(), result.kept(), result.fields());
                }));
        return calls;
    }

    @Override
    public String toString() {
        return options.name();
    }
}
