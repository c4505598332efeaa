package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.ttp.TtpLine.Action;
import io.netstacks.core.internal.ttp.TtpVariable.MatchStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what the indicators, patterns and functions of one variable say. Used once. */
final class VariableBuilder {

    static final String MATCH_LINE = "match_line";

    private static final Set<String> NO_DEFAULT = Set.of("_end_", "_line_", "ignore", "_start_");
    private static final Set<String> ARGUMENTS_FROM_VARIABLES = Set.of(
            "contains_re",
            "startswith_re",
            "endswith_re",
            "notstartswith_re",
            "notendswith_re",
            "exclude_re",
            "exclude",
            "contains",
            "equal",
            "notequal",
            "sformat");

    private final TtpCompiler compiler;
    private final TtpGroupBuilder group;
    private final String name;
    private final Supplier<@Nullable String> setLine;
    private final int line;
    private final List<MatchStep> steps = new ArrayList<>();
    private final List<String> patterns = new ArrayList<>();
    private Action action = Action.ADD;
    private boolean anyLine;
    private boolean unconditional;
    private boolean cutsLine;
    private @Nullable String join;
    private @Nullable Long columns;

    VariableBuilder(
            TtpCompiler compiler, TtpGroupBuilder group, TtpCall head, Supplier<@Nullable String> setLine, int line) {
        this.compiler = compiler;
        this.group = group;
        this.name = head.name();
        this.setLine = setLine;
        this.line = line;
        if (!NO_DEFAULT.contains(name)) {
            group.defaultForAll(name);
        }
    }

    void readAll(List<TtpCall> calls) {
        if (Set.of("_start_", "_end_", "_line_", "_headers_").contains(name)) {
            read(calls.get(0));
        }
        calls.subList(1, calls.size()).forEach(this::read);
    }

    private void read(TtpCall call) {
        switch (call.name()) {
            case "_start_" -> action = name.equals("_start_") ? Action.START_EMPTY : Action.START;
            case "_end_" -> action = Action.END;
            case "_headers_" -> action = Action.START;
            case "_line_" -> {
                action = Action.JOIN;
                anyLine = true;
                pattern(call);
            }
            case "_exact_", "_exact_space_", "ignore" -> {
                // Looked for in the line as a whole
            }
            case "columns" -> columns = whole(call);
            case "chain" -> chain(call);
            case "set" -> set(call);
            case "default" -> setDefault(call);
            case "joinmatches" -> {
                action = Action.JOIN;
                join = TtpValues.text(call.argument(0, "char", "\n"));
            }
            case "re" -> pattern(call);
            default -> {
                if (TtpPatterns.find(call.name()) != null) {
                    pattern(call);
                } else {
                    step(ARGUMENTS_FROM_VARIABLES.contains(call.name()) ? fromVariables(call) : call);
                }
            }
        }
    }

    private Long whole(TtpCall call) {
        Object value = TtpValues.whole(call.argument(0, "n"));
        if (!(value instanceof Long number)) {
            throw TtpSyntaxException.at(line, call.name() + " takes a number", name);
        }
        return number;
    }

    private void pattern(TtpCall call) {
        patterns.add(TtpPatterns.resolve(
                call.has(0, "pattern") ? call.argument(0, "pattern") : call.name(), compiler.variables()));
    }

    private void chain(TtpCall call) {
        Object value = compiler.variables().get(call.argument(0, "name"));
        if (value == null) {
            compiler.warn(
                    line,
                    "the chain \"" + TtpValues.text(call.argument(0, "name")) + "\" is no variable of the template");
            return;
        }
        for (Object part : value instanceof List<?> list ? list : List.of(value)) {
            TtpCall.pipeline(TtpValues.text(part), line).forEach(this::read);
        }
    }

    private void set(TtpCall call) {
        if (!call.has(0, "value")) {
            throw TtpSyntaxException.at(line, "set needs a value", name);
        }
        String text = setLine.get();
        if (text == null) {
            group.setDefault(name, call.argument(0, "value"));
            unconditional = true;
            return;
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>(call.named());
        named.put(MATCH_LINE, text);
        cutsLine = true;
        step(new TtpCall(call.name(), call.values(), named));
    }

    private void setDefault(TtpCall call) {
        if (!NO_DEFAULT.contains(name)) {
            group.setDefault(name, call.values().size() == 1 ? call.values().get(0) : "None");
        }
    }

    private TtpCall fromVariables(TtpCall call) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object value : call.values()) {
            values.add(compiler.variables().getOrDefault(value, value));
        }
        return call.withValues(values);
    }

    private void step(TtpCall call) {
        steps.add(new MatchStep(call, compiler.matchFunction(call.name(), call, line), line));
    }

    TtpVariable variable() {
        return new TtpVariable(name, List.copyOf(steps));
    }

    /** Returns the variable of a column: stripped, and dropped where it is the column's own header. */
    TtpVariable column(String header) {
        TtpCall strip = new TtpCall("strip", List.of(), Map.of());
        TtpCall exclude = new TtpCall("exclude", List.of(header), Map.of());
        group.defaultForAll(header);
        return new TtpVariable(
                header,
                List.of(
                        new MatchStep(strip, compiler.matchFunction("strip", strip, line), line),
                        new MatchStep(exclude, compiler.matchFunction("exclude", exclude, line), line)));
    }

    List<String> patterns() {
        return patterns.isEmpty() ? List.of(TtpPatterns.WORD) : patterns;
    }

    Action action() {
        return action;
    }

    boolean anyLine() {
        return anyLine;
    }

    boolean unconditional() {
        return unconditional;
    }

    boolean cutsLine() {
        return cutsLine;
    }

    Optional<String> join() {
        return Optional.ofNullable(join);
    }

    Optional<Long> columns() {
        return Optional.ofNullable(columns);
    }
}
