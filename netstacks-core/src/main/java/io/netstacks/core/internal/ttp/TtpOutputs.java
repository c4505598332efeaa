package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.jinja.JinjaFault;
import io.netstacks.core.internal.jinja.PythonValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs one output over results: its functions, then its format. */
public final class TtpOutputs {

    static final Set<String> FUNCTIONS = Set.of("traverse", "dict_to_list", "is_equal", "macro");
    static final Set<String> FORMATS = Set.of("raw", "json", "yaml", "pprint", "csv", "table");

    private final TtpOutput output;
    private final Map<Object, @Nullable Object> variables;
    private final Map<String, TtpMacroCall> macros;

    TtpOutputs(TtpOutput output, Map<Object, @Nullable Object> variables, Map<String, TtpMacroCall> macros) {
        this.output = output;
        this.variables = variables;
        this.macros = macros;
    }

    /** Returns the results as the output makes them; as they are if its condition does not hold. */
    public @Nullable Object run(@Nullable Object results) {
        List<@Nullable Object> condition = output.condition();
        if (condition.size() == 2
                && !(variables.containsKey(condition.get(0))
                        && TtpValues.same(variables.get(condition.get(0)), condition.get(1)))) {
            return results;
        }
        Object made = results;
        for (TtpCall call : output.functions()) {
            made = function(call, made);
        }
        try {
            made = format(made);
        } catch (JinjaFault e) {
            throw TtpRunException.of("the results cannot be written as " + output.format() + ": " + e.problem());
        }
        return output.returned() ? made : results;
    }

    private @Nullable Object function(TtpCall call, @Nullable Object data) {
        return switch (call.name()) {
            case "traverse" ->
                traverse(data, steps(call.text(0, "path")), TtpValues.isTrue(call.argument(1, "strict", true)));
            case "dict_to_list" -> dictToList(call, data);
            case "is_equal" -> isEqual(data);
            default -> macro(call, data);
        };
    }

    private @Nullable Object macro(TtpCall call, @Nullable Object data) {
        Object made = data;
        for (String name : call.texts()) {
            TtpMacroCall macro = macros.get(name);
            if (macro == null) {
                throw TtpRunException.of("no macro \"" + name + "\" is registered");
            }
            made = TtpValues.copy(macro.call(TtpValues.plain(made)).value());
        }
        return made;
    }

    private static List<String> steps(String path) {
        return Arrays.stream(path.split("\\.", -1)).map(String::strip).toList();
    }

    private static @Nullable Object traverse(@Nullable Object data, List<String> steps, boolean strict) {
        if (data instanceof List<?> list) {
            List<@Nullable Object> all = new ArrayList<>();
            list.forEach(item -> all.add(traverse(item, steps, strict)));
            return all;
        }
        Object at = data;
        for (String step : steps) {
            Map<Object, @Nullable Object> map = TtpValues.map(at);
            if (map != null && map.containsKey(step)) {
                at = map.get(step);
            } else if (strict) {
                throw TtpRunException.of("the results have nothing at " + String.join(".", steps) + ": no " + step);
            } else {
                return new LinkedHashMap<>();
            }
        }
        return at;
    }

    private static @Nullable Object dictToList(TtpCall call, @Nullable Object data) {
        Object key = call.argument(0, "key_name", "key");
        Object path = call.argument(1, "path");
        Object from = TtpValues.isTrue(path)
                ? traverse(data, steps(TtpValues.text(path)), TtpValues.isTrue(call.argument(2, "strict", false)))
                : data;
        return flattened(from, key);
    }

    private static @Nullable Object flattened(@Nullable Object data, @Nullable Object key) {
        List<@Nullable Object> rows = new ArrayList<>();
        if (data instanceof List<?> list) {
            list.forEach(item -> rows.add(flattened(item, key)));
            return rows;
        }
        if (!(data instanceof Map<?, ?> map)) {
            return rows;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Map<Object, @Nullable Object> row = TtpValues.map(entry.getValue());
            if (row == null) {
                return data;
            }
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>(row);
            copy.put(key == null ? "key" : key, entry.getKey());
            rows.add(copy);
        }
        return rows;
    }

    private Object isEqual(@Nullable Object data) {
        Object compared =
                data instanceof Map<?, ?> map && map.containsKey("_anonymous_") ? map.get("_anonymous_") : data;
        Map<Object, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("output_name", output.name().isEmpty() ? null : output.name());
        answer.put("output_description", output.text("description", "None"));
        answer.put("is_equal", TtpValues.same(compared, output.loaded()));
        return answer;
    }

    private @Nullable Object format(@Nullable Object data) {
        return switch (output.format()) {
            case "json" -> PythonValues.json(TtpValues.plain(data), 4);
            case "yaml" -> YamlDump.of(TtpValues.plain(data));
            case "pprint" -> PythonValues.pretty(TtpValues.plain(data), 4);
            case "table" -> table(data);
            case "csv" -> csv(table(data));
            default -> data;
        };
    }

    private List<List<@Nullable Object>> table(@Nullable Object data) {
        Object path = output.attributes().get("path");
        List<String> steps = path == null ? List.of() : steps(TtpValues.text(path));
        boolean strict = !Boolean.FALSE.equals(output.attributes().getOrDefault("strict", true));
        List<Map<Object, @Nullable Object>> rows = new ArrayList<>();
        for (Object datum : data instanceof List<?> list ? list : Arrays.asList(data)) {
            addRows(rows, traverse(datum, steps, strict));
        }
        List<Object> headers = headers(rows);
        List<List<@Nullable Object>> table = new ArrayList<>();
        table.add(new ArrayList<>(headers));
        Object missing = output.attributes().getOrDefault("missing", "");
        for (Map<Object, @Nullable Object> row : rows) {
            List<@Nullable Object> cells = new ArrayList<>();
            headers.forEach(header -> cells.add(row.getOrDefault(header, missing)));
            table.add(cells);
        }
        return table;
    }

    private void addRows(List<Map<Object, @Nullable Object>> rows, @Nullable Object item) {
        String key = output.text("key", "");
        Object flat = item instanceof Map<?, ?> && !key.isEmpty() ? flattened(item, key) : item;
        for (Object row : flat instanceof List<?> list ? list : Arrays.asList(flat)) {
            Map<Object, @Nullable Object> map = TtpValues.map(row);
            if (map != null && !map.isEmpty()) {
                rows.add(map);
            } else if (row instanceof List<?>) {
                addRows(rows, row);
            }
        }
    }

    private List<Object> headers(List<Map<Object, @Nullable Object>> rows) {
        Object given = output.attributes().get("headers");
        if (given instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        if (given != null) {
            return new ArrayList<>(TtpGroupBuilder.names(TtpValues.text(given)));
        }
        Set<String> names = new TreeSet<>();
        rows.forEach(row -> row.keySet().forEach(name -> names.add(TtpValues.text(name))));
        return new ArrayList<>(names);
    }

    private String csv(List<List<@Nullable Object>> table) {
        String quote = output.text("quote", "\"");
        String separator = quote + output.text("sep", ",") + quote;
        return String.join(
                "\n",
                table.stream()
                        .map(row -> quote
                                + String.join(
                                        separator,
                                        row.stream().map(TtpValues::text).toList())
                                + quote)
                        .toList());
    }
}
