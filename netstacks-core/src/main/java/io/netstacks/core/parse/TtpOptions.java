package io.netstacks.core.parse;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a TTP template is given by its host. Immutable.
 *
 * @param name what messages call the template
 * @param variables that templates see as their own
 * @param files where templates find what they name; none by default
 * @param macros functions in the place of the template's Python, by name
 * @param templates names of the templates to load, of those in the text; empty for all
 * @param structure of results, unless asked for another; {@link TtpStructure#LIST} by default
 * @param clock for the time that templates may ask for, in the zone they print; UTC by default
 */
public record TtpOptions(
        String name,
        Map<String, @Nullable Object> variables,
        TtpFiles files,
        Map<String, TtpMacro> macros,
        Set<String> templates,
        TtpStructure structure,
        Clock clock) {

    /** Copies what is given. */
    public TtpOptions {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        macros = Map.copyOf(macros);
        templates = Set.copyOf(templates);
    }

    /** Returns the usual: no variables, no files, no macros. */
    public static TtpOptions defaults() {
        return new TtpOptions(
                "<template>", Map.of(), TtpFiles.none(), Map.of(), Set.of(), TtpStructure.LIST, Clock.systemUTC());
    }

    /** Returns the same with another name. */
    public TtpOptions withName(String other) {
        return new TtpOptions(other, variables, files, macros, templates, structure, clock);
    }

    /** Returns the same with other variables. */
    public TtpOptions withVariables(Map<String, ?> others) {
        return new TtpOptions(name, new LinkedHashMap<>(others), files, macros, templates, structure, clock);
    }

    /** Returns the same with other files. */
    public TtpOptions withFiles(TtpFiles others) {
        return new TtpOptions(name, variables, others, macros, templates, structure, clock);
    }

    /** Returns the same with one more macro. */
    public TtpOptions withMacro(String macroName, TtpMacro macro) {
        Map<String, TtpMacro> more = new LinkedHashMap<>(macros);
        more.put(macroName, macro);
        return new TtpOptions(name, variables, files, more, templates, structure, clock);
    }

    /** Returns the same for some of the templates in the text only. */
    public TtpOptions withTemplates(Set<String> names) {
        return new TtpOptions(name, variables, files, macros, names, structure, clock);
    }

    /** Returns the same with another structure of results. */
    public TtpOptions withStructure(TtpStructure other) {
        return new TtpOptions(name, variables, files, macros, templates, other, clock);
    }

    /** Returns the same with another clock. */
    public TtpOptions withClock(Clock other) {
        return new TtpOptions(name, variables, files, macros, templates, structure, other);
    }
}
