package io.netstacks.core.internal.ttp;

import io.netstacks.spi.Deadline;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What functions may look at and note while one input is parsed. Confined: one thread at a time. */
final class TtpState {

    private final Map<Object, @Nullable Object> variables;
    private final Map<Object, @Nullable Object> globals;
    private final Map<Object, @Nullable Object> lookups;
    private final Function<String, Optional<Object>> templateResults;
    private final Function<String, Optional<Object>> groupResults;
    private final Map<String, TtpMacroCall> macros;
    private final Deadline deadline;

    /**
     * Creates it.
     *
     * @param globals what is recorded for all templates of a run; shared
     * @param templateResults finds what another template gave, by its name
     * @param groupResults finds what a group of this template gave, by the first part of its path
     */
    TtpState(
            Map<Object, @Nullable Object> variables,
            Map<Object, @Nullable Object> globals,
            Map<Object, @Nullable Object> lookups,
            Function<String, Optional<Object>> templateResults,
            Function<String, Optional<Object>> groupResults,
            Map<String, TtpMacroCall> macros,
            Deadline deadline) {
        this.variables = new LinkedHashMap<>(variables);
        this.globals = globals;
        this.lookups = lookups;
        this.templateResults = templateResults;
        this.groupResults = groupResults;
        this.macros = macros;
        this.deadline = deadline;
    }

    Map<Object, @Nullable Object> variables() {
        return variables;
    }

    Map<Object, @Nullable Object> globals() {
        return globals;
    }

    Map<Object, @Nullable Object> lookups() {
        return lookups;
    }

    Optional<Object> templateResults(String name) {
        return templateResults.apply(name);
    }

    Optional<Object> groupResults(String name) {
        return groupResults.apply(name);
    }

    TtpMacroCall macro(String name) {
        TtpMacroCall macro = macros.get(name);
        if (macro == null) {
            throw TtpRunException.of("no macro \"" + name + "\" is registered");
        }
        return macro;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Returns the variable of that name, or the value itself if there is none. */
    @Nullable
    Object resolve(@Nullable Object given) {
        return variables.containsKey(given) ? variables.get(given) : given;
    }

    void record(String name, @Nullable Object value) {
        variables.put(name, value);
        globals.put(name, value);
    }

    /** Returns defaults with the variables that they name put in. */
    Map<Object, @Nullable Object> resolved(Map<Object, @Nullable Object> defaults) {
        Map<Object, @Nullable Object> resolved = new HashMap<>();
        defaults.forEach((name, value) -> {
            Object global = globals.containsKey(value) ? globals.get(value) : value;
            resolved.put(name, TtpValues.copy(resolve(global)));
        });
        return resolved;
    }
}
