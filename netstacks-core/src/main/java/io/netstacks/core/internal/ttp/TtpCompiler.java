package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.jinja.PythonValues;
import io.netstacks.core.text.NearMatches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the readers of one template share: its variables, the functions there are, and what to warn of. Used once. */
final class TtpCompiler {

    private final Map<Object, @Nullable Object> variables = new LinkedHashMap<>();
    private final Set<String> macros;
    private final List<String> warnings;
    private String pathSeparator = ".";

    TtpCompiler(Map<String, @Nullable Object> variables, Set<String> macros, List<String> warnings) {
        variables.forEach((name, value) -> this.variables.put(name, TtpValues.copy(value)));
        this.macros = macros;
        this.warnings = warnings;
    }

    Map<Object, @Nullable Object> variables() {
        return variables;
    }

    String pathSeparator() {
        return pathSeparator;
    }

    void pathSeparator(String separator) {
        pathSeparator = separator;
    }

    void warn(int line, String problem) {
        warnings.add(line == 0 ? problem : "line " + line + ": " + problem);
    }

    MatchFunction matchFunction(String name, TtpCall call, int line) {
        refuse(MatchFunctions.REFUSED, name, line);
        if (name.equals("macro")) {
            requireMacros(call, line);
        }
        return MatchFunctions.find(name).orElseGet(() -> {
            if (!isOfValues(name)) {
                warn(
                        line,
                        "unknown function \"" + name + "\", which changes nothing"
                                + NearMatches.hint(name, MatchFunctions.names()));
            }
            return (value, given, state) -> MatchFunctions.ofValue(value, given);
        });
    }

    private static boolean isOfValues(String name) {
        TtpAddress.Kind[] kinds = TtpAddress.Kind.values();
        for (TtpAddress.Kind kind : kinds) {
            String sample = kind == TtpAddress.Kind.ADDRESS ? "10.0.0.0" : "10.0.0.0/8";
            boolean known = TtpAddress.read(sample, 4)
                    .flatMap(address -> new TtpAddress(kind, address.ip()).attribute(name))
                    .isPresent();
            if (known) {
                return true;
            }
        }
        return PythonValues.hasMethod("", name) || PythonValues.hasMethod(List.of(), name);
    }

    GroupFunction groupFunction(TtpCall call, int line) {
        refuse(GroupFunctions.REFUSED, call.name(), line);
        if (call.name().equals("macro")) {
            requireMacros(call, line);
        }
        return GroupFunctions.find(call.name())
                .orElseThrow(() -> TtpSyntaxException.at(
                        line,
                        "unknown function of a group" + NearMatches.hint(call.name(), GroupFunctions.names()),
                        call.name()));
    }

    private static void refuse(Set<String> refused, String name, int line) {
        if (refused.contains(name)) {
            throw TtpSyntaxException.at(
                    line,
                    "this function is not available here; register a macro that does it and call macro(name)",
                    name);
        }
    }

    void requireMacros(TtpCall call, int line) {
        for (String name : call.texts()) {
            if (!macros.contains(name)) {
                throw TtpSyntaxException.at(
                        line,
                        "the macro is Python, which is not run; register a function of that name in the options",
                        name);
            }
        }
    }
}
