package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.jinja.JinjaFault;
import io.netstacks.core.internal.jinja.PythonValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of groups, by name. */
final class GroupFunctions {

    /** What TTP has through another library of Python's. */
    static final Set<String> REFUSED = Set.of("cerberus", "validate");

    private static final Map<String, GroupFunction> ALL = all();

    private GroupFunctions() {}

    private static Map<String, GroupFunction> all() {
        Map<String, GroupFunction> all = new HashMap<>();
        conditions(all);
        all.put("to_int", GroupFunctions::toInt);
        all.put("to_ip", GroupFunctions::toIp);
        all.put("set", GroupFunctions::set);
        all.put("record", GroupFunctions::record);
        all.put("sformat", GroupFunctions::format);
        all.put("expand", GroupFunctions::expand);
        all.put("itemize", GroupFunctions::itemize);
        all.put("items2dict", GroupFunctions::itemsToDict);
        all.put("lookup", GroupFunctions::lookup);
        all.put("del", (r, c, s) -> {
            c.values().forEach(r.values()::remove);
            return true;
        });
        all.put("void", (r, c, s) -> false);
        all.put("macro", GroupFunctions::macros);
        return Map.copyOf(all);
    }

    static Optional<GroupFunction> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static boolean isKnown(String name) {
        return ALL.containsKey(name) || REFUSED.contains(name);
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    private static void conditions(Map<String, GroupFunction> all) {
        all.put(
                "contains",
                (r, c, s) -> c.values().stream()
                        .filter(r.values()::containsKey)
                        .findFirst()
                        .map(name -> !isDefault(r, name))
                        .orElse(false));
        all.put(
                "containsall",
                (r, c, s) -> c.values().stream().allMatch(name -> r.values().containsKey(name) && !isDefault(r, name)));
        all.put("exclude", (r, c, s) -> c.values().stream().noneMatch(name -> isMatched(r, name)));
        all.put("excludeall", (r, c, s) -> !c.values().stream().allMatch(name -> isMatched(r, name)));
        all.put("equal", (r, c, s) -> TtpValues.same(value(r, c), s.resolve(c.required(1, "value"))));
        all.put("contains_val", (r, c, s) -> {
            Object whole = r.values().getOrDefault(c.required(0, "key"), "");
            return TtpValues.contains(whole, s.resolve(c.required(1, "value")));
        });
        all.put(
                "exclude_val",
                (r, c, s) -> !r.values().containsKey(c.required(0, "key"))
                        || !TtpValues.same(value(r, c), s.resolve(c.required(1, "value"))));
    }

    private static @Nullable Object value(TtpRecord record, TtpCall call) {
        return record.values().get(call.required(0, "key"));
    }

    private static boolean isDefault(TtpRecord record, @Nullable Object name) {
        return record.defaults.containsKey(name)
                && TtpValues.same(record.defaults.get(name), record.values().get(name));
    }

    private static boolean isMatched(TtpRecord record, @Nullable Object name) {
        return record.values().containsKey(name) && !record.defaults.containsKey(name);
    }

    private static boolean toInt(TtpRecord record, TtpCall call, TtpState state) {
        boolean lists = Boolean.TRUE.equals(call.named().get("intlist"));
        List<?> keys = call.values().isEmpty() ? new ArrayList<>(record.values().keySet()) : call.values();
        for (Object key : keys) {
            if (record.values().containsKey(key)) {
                record.values().put(key, number(record.values().get(key), lists));
            }
        }
        return true;
    }

    private static @Nullable Object number(@Nullable Object value, boolean lists) {
        if (value instanceof List<?> list) {
            return lists
                    ? new ArrayList<>(
                            list.stream().map(item -> number(item, false)).toList())
                    : value;
        }
        Object whole = TtpValues.whole(value);
        Object number = whole == null ? TtpValues.fraction(value) : whole;
        return number == null ? value : number;
    }

    private static boolean toIp(TtpRecord record, TtpCall call, TtpState state) {
        Map<Object, @Nullable Object> values = record.values();
        Object ip = call.required(0, "ip_key");
        Object mask = call.required(1, "mask_key");
        if (values.containsKey(ip) && values.containsKey(mask)) {
            TtpAddress.read(TtpValues.text(values.get(ip)) + "/" + TtpValues.text(values.get(mask)), 0)
                    .ifPresent(address -> values.put(ip, address));
        }
        return true;
    }

    private static boolean set(TtpRecord record, TtpCall call, TtpState state) {
        Object source = call.required(0, "source");
        Map<Object, @Nullable Object> known =
                state.variables().containsKey(source) ? state.variables() : state.globals();
        Object value = known.containsKey(source) ? known.get(source) : call.argument(2, "default", source);
        record.values().put(call.argument(1, "target", source), TtpValues.copy(value));
        return true;
    }

    private static boolean record(TtpRecord record, TtpCall call, TtpState state) {
        String source = call.text(0, "source");
        if (record.values().containsKey(source)) {
            state.record(
                    TtpValues.text(call.argument(1, "target", source)),
                    record.values().get(source));
        }
        return true;
    }

    private static boolean format(TtpRecord record, TtpCall call, TtpState state) {
        String format = call.text(0, "string");
        Optional<String> text = formatted(format, record.values());
        if (text.isEmpty()) {
            Map<Object, @Nullable Object> all = new LinkedHashMap<>(state.globals());
            all.putAll(state.variables());
            all.putAll(record.values());
            text = formatted(format, all);
        }
        text.ifPresent(made -> record.values().put(call.required(1, "add_field"), made));
        return true;
    }

    private static Optional<String> formatted(String format, Map<Object, @Nullable Object> values) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        values.forEach((key, value) -> named.put(TtpValues.text(key), TtpValues.plain(value)));
        try {
            return Optional.of(PythonValues.format(format, List.of(), named));
        } catch (JinjaFault missingOrWrong) {
            return Optional.empty();
        }
    }

    private static boolean expand(TtpRecord record, TtpCall call, TtpState state) {
        Map<Object, @Nullable Object> expanded = new LinkedHashMap<>();
        for (Map.Entry<Object, @Nullable Object> entry : record.values().entrySet()) {
            String[] keys = TtpValues.text(entry.getKey()).split("\\.", -1);
            Map<Object, @Nullable Object> at = expanded;
            for (int i = 0; i + 1 < keys.length && at != null; i++) {
                at = TtpValues.map(at.computeIfAbsent(keys[i], k -> new LinkedHashMap<>()));
            }
            if (at != null) {
                at.put(keys[keys.length - 1], entry.getValue());
            }
        }
        record.value(expanded);
        return true;
    }

    private static boolean itemize(TtpRecord record, TtpCall call, TtpState state) {
        Object key = call.required(0, "key");
        Map<Object, @Nullable Object> values = record.values();
        if (!values.containsKey(key)) {
            return false;
        }
        record.recorder.notePathValues(values);
        String path = TtpValues.text(call.argument(1, "path", ""));
        if (path.isEmpty()) {
            int last = record.path.size() - 1;
            record.path.set(last, listItem(record.path.get(last)));
            record.value(values.get(key));
            return true;
        }
        List<String> items = new ArrayList<>(
                Arrays.stream(path.split("\\.", -1)).map(String::strip).toList());
        items.set(items.size() - 1, listItem(items.get(items.size() - 1)));
        record.recorder.saveApart(values.get(key), items);
        return true;
    }

    private static String listItem(String pathItem) {
        return pathItem.replaceAll("\\*+$", "") + "*";
    }

    private static boolean itemsToDict(TtpRecord record, TtpCall call, TtpState state) {
        Object key = call.required(0, "key_name");
        Object value = call.required(1, "value_name");
        Map<Object, @Nullable Object> values = record.values();
        if (!values.containsKey(key) || !values.containsKey(value)) {
            return false;
        }
        Object name = values.remove(key);
        values.put(name == null ? "None" : name, values.remove(value));
        return true;
    }

    private static boolean lookup(TtpRecord record, TtpCall call, TtpState state) {
        Map<Object, @Nullable Object> values = record.values();
        Object key = call.required(0, "key");
        Optional<Object> found = MatchLookup.table(call, state, 1)
                .filter(table -> values.containsKey(key))
                .flatMap(table -> MatchLookup.entry(table, values.get(key)))
                .map(TtpValues::copy);
        if (found.isEmpty()) {
            return true;
        }
        Object field = call.argument(4, "add_field", false);
        Map<Object, @Nullable Object> map = TtpValues.map(found.get());
        if (TtpValues.isTrue(field)) {
            values.put(field, found.get());
        } else if (map != null && TtpValues.isTrue(call.argument(6, "update", false))) {
            values.putAll(map);
        } else if (TtpValues.isTrue(call.argument(5, "replace", true))) {
            values.put(key, found.get());
        }
        return true;
    }

    private static boolean macros(TtpRecord record, TtpCall call, TtpState state) {
        for (String name : call.texts()) {
            TtpMacroCall.MatchOutcome outcome = state.macro(name).call(TtpValues.plain(record.value()));
            if (!outcome.kept()) {
                return false;
            }
            record.value(TtpValues.copy(outcome.value()));
            outcome.fields().forEach(record.values()::put);
        }
        return true;
    }
}
