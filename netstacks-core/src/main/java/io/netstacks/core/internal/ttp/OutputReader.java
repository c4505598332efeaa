package io.netstacks.core.internal.ttp;

import io.netstacks.core.text.NearMatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an output's attributes say. */
final class OutputReader {

    private static final Set<String> REFUSED_FUNCTIONS = Set.of("validate", "validate_yangson", "deepdiff");
    private static final Set<String> REFUSED_FORMATS = Set.of("excel", "n2g", "tabulate", "jinja2");
    private static final Set<String> REFUSED_RETURNERS = Set.of("file", "syslog");

    private OutputReader() {}

    static TtpOutput read(
            Map<Object, @Nullable Object> attributes, @Nullable Object loaded, TtpCompiler compiler, int line) {
        List<TtpCall> functions = new ArrayList<>();
        attributes.forEach((key, value) -> {
            String name = TtpValues.text(key);
            if (name.equals("functions")) {
                functions.addAll(TtpCall.pipeline(TtpValues.text(value), line));
            } else if (TtpOutputs.FUNCTIONS.contains(name) || REFUSED_FUNCTIONS.contains(name)) {
                functions.add(TtpCall.read(name, TtpValues.text(value), name, line));
            }
        });
        functions.removeIf(call -> isUnknown(call, compiler, line));
        String format = TtpValues.text(attributes.getOrDefault("format", "raw"));
        refuse(REFUSED_FORMATS, format, "format", line);
        if (!TtpOutputs.FORMATS.contains(format)) {
            compiler.warn(
                    line,
                    "unknown format \"" + format + "\"; results are left as they are"
                            + NearMatches.hint(format, TtpOutputs.FORMATS));
        }
        List<String> returners = Arrays.stream(TtpValues.text(attributes.getOrDefault("returner", "self"))
                        .split(",", -1))
                .map(String::strip)
                .toList();
        returners.forEach(returner -> refuse(REFUSED_RETURNERS, returner, "returner", line));
        Object condition = attributes.get("condition");
        return new TtpOutput(
                TtpValues.text(attributes.getOrDefault("name", "")),
                List.copyOf(functions),
                format,
                returners.contains("self"),
                attributes,
                loaded,
                condition == null
                        ? List.of()
                        : TtpCall.read("condition", TtpValues.text(condition), TtpValues.text(condition), line)
                                .values());
    }

    private static boolean isUnknown(TtpCall call, TtpCompiler compiler, int line) {
        refuse(REFUSED_FUNCTIONS, call.name(), "function", line);
        if (call.name().equals("macro")) {
            compiler.requireMacros(call, line);
        }
        boolean unknown = !TtpOutputs.FUNCTIONS.contains(call.name());
        if (unknown) {
            compiler.warn(
                    line,
                    "unknown function of an output: " + call.name()
                            + NearMatches.hint(call.name(), TtpOutputs.FUNCTIONS));
        }
        return unknown;
    }

    private static void refuse(Set<String> refused, String name, String kind, int line) {
        if (refused.contains(name)) {
            throw TtpSyntaxException.at(
                    line,
                    "this " + kind + " of an output is not available here; take the results and do it in the host",
                    name);
        }
    }
}
