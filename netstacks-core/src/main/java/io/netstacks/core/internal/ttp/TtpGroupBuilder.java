package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.ttp.TtpGroup.GroupStep;
import io.netstacks.core.internal.ttp.TtpLine.Action;
import io.netstacks.core.text.NearMatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a group's element. Used once. */
final class TtpGroupBuilder {

    private static final String ANONYMOUS = "_anonymous_";

    private final TtpCompiler compiler;
    private final TtpElement element;
    private final int index;
    private final TtpGroup.@Nullable Id parent;
    private final List<TtpLine> starts = new ArrayList<>();
    private final List<TtpLine> ends = new ArrayList<>();
    private final List<TtpLine> normals = new ArrayList<>();
    private final Map<Object, @Nullable Object> defaults = new LinkedHashMap<>();
    private final List<GroupStep> functions = new ArrayList<>();
    private List<String> path;
    private String name = "";
    private boolean table;
    private boolean startsByDefault;
    private boolean hasDefault;
    private @Nullable Object defaultValue;
    private List<String> inputs = List.of();
    private List<String> outputs = List.of();

    TtpGroupBuilder(
            TtpCompiler compiler,
            TtpElement element,
            int index,
            TtpGroup.@Nullable Id parent,
            List<String> parentPath) {
        this.compiler = compiler;
        this.element = element;
        this.index = index;
        this.parent = parent;
        this.path = new ArrayList<>(parentPath);
    }

    TtpGroup build() {
        element.attributes().forEach(this::attribute);
        if (name.isEmpty()) {
            path = parent == null ? List.of(ANONYMOUS + "*") : path;
            name = String.join(".", path);
        }
        TtpGroup.Id id = new TtpGroup.Id(name, index);
        lines(element.text(), false);
        List<TtpGroup> children = new ArrayList<>();
        for (TtpElement child : element.children()) {
            if (child.isGroup()) {
                children.add(new TtpGroupBuilder(compiler, child, children.size(), id, path).build());
            } else {
                compiler.warn(child.line(), "the tag <" + child.name() + "> means nothing within a group");
            }
            lines(child.tail(), true);
        }
        return new TtpGroup(
                id,
                parent,
                List.copyOf(path),
                List.copyOf(starts),
                List.copyOf(ends),
                List.copyOf(normals),
                defaults,
                startsByDefault,
                List.copyOf(functions),
                List.copyOf(children),
                inputs,
                outputs,
                element.line());
    }

    private void attribute(String key, String value) {
        switch (key.toLowerCase(Locale.ROOT)) {
            case "name" -> name(value);
            case "method" -> table = value.strip().equalsIgnoreCase("table");
            case "input" -> inputs = parent == null ? names(value) : inputs;
            case "output" -> outputs = parent == null ? names(value) : outputs;
            case "default" -> {
                hasDefault = true;
                defaultValue = compiler.variables().getOrDefault(value, value);
            }
            case "chain", "functions" -> chain(value);
            default -> function(TtpCall.read(key, value, key + "=\"" + value + "\"", element.line()));
        }
    }

    private void name(String value) {
        String separator = compiler.pathSeparator();
        if (value.startsWith("/")) {
            List<String> absolute = split(value.substring(1), separator);
            boolean anonymous = path.contains(ANONYMOUS) || path.contains(ANONYMOUS + "*");
            path = anonymous || value.equals("/") ? new ArrayList<>(List.of(ANONYMOUS + "*")) : new ArrayList<>();
            path.addAll(value.equals("/") ? List.of() : absolute);
        } else {
            path.addAll(split(value, separator));
        }
        name = String.join(".", path);
    }

    private static List<String> split(String text, String separator) {
        return Arrays.asList(text.split(Pattern.quote(separator), -1));
    }

    static List<String> names(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private void chain(String given) {
        Object value = compiler.variables().getOrDefault(given, given);
        for (Object part : value instanceof List<?> list ? list : Arrays.asList(value)) {
            for (TtpCall call : TtpCall.pipeline(TtpValues.text(part), element.line())) {
                if (GroupFunctions.isKnown(call.name())) {
                    function(call);
                } else {
                    compiler.warn(
                            element.line(),
                            "unknown function \"" + call.name() + "\" in a chain, which changes nothing"
                                    + NearMatches.hint(call.name(), GroupFunctions.names()));
                }
            }
        }
    }

    private void function(TtpCall call) {
        functions.add(new GroupStep(call, compiler.groupFunction(call, element.line()), element.line()));
    }

    /** Gives the variable the default that the group has for all of them, if it has one. */
    void defaultForAll(String variable) {
        if (hasDefault && defaultValue instanceof String) {
            defaults.putIfAbsent(variable, defaultValue);
        }
    }

    void setDefault(String variable, @Nullable Object value) {
        defaults.put(variable, value);
    }

    private void lines(TtpElement.Text text, boolean afterChild) {
        boolean first = !afterChild;
        for (TtpElement.Line line : TtpElement.lines(text)) {
            if (line.text().stripLeading().startsWith("##")) {
                continue;
            }
            if (!TtpLineReader.VARIABLE.matcher(line.text()).find()) {
                compiler.warn(line.number(), "the line has no {{ variable }} and is not looked for");
                continue;
            }
            TtpLine read = readLine(line);
            if (read != null) {
                add(read, first, afterChild);
                first = false;
            }
        }
        if (defaultValue instanceof Map<?, ?> map) {
            map.forEach(defaults::put);
            startsByDefault |= starts.isEmpty();
        }
        startsByDefault |= starts.stream().anyMatch(this::hasDefault);
    }

    private @Nullable TtpLine readLine(TtpElement.Line line) {
        try {
            return new TtpLineReader(compiler, this, line).read().orElse(null);
        } catch (TtpLiterals.Problem e) {
            throw TtpSyntaxException.at(
                    line.number(), String.valueOf(e.getMessage()), line.text().strip());
        }
    }

    private boolean hasDefault(TtpLine line) {
        return line.captured().stream()
                        .anyMatch(c -> defaults.containsKey(c.variable().name()))
                || line.unmatched().stream().anyMatch(v -> defaults.containsKey(v.name()));
    }

    private void add(TtpLine line, boolean first, boolean afterChild) {
        if (line.action() == Action.END) {
            ends.add(line);
        } else if (afterChild) {
            normals.add(line);
        } else if (first || table) {
            starts.add(line.action().starts() ? line : line.withAction(Action.START));
        } else if (line.action().starts()) {
            starts.add(line);
        } else {
            normals.add(line);
        }
    }
}
