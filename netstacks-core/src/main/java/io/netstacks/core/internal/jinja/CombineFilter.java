package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;

/** Ansible's {@code combine}: dictionaries one over the other, with {@code recursive} and {@code list_merge}. */
final class CombineFilter {

    private static final List<String> LIST_MERGES =
            List.of("replace", "keep", "append", "prepend", "append_rp", "prepend_rp");

    private CombineFilter() {}

    static Object combine(CallBinding a) {
        boolean recursive = PyOps.truth(a.run(), a.all().named().getOrDefault("recursive", false));
        String lists = PyPrinting.str(a.run(), a.all().named().getOrDefault("list_merge", "replace"));
        if (!LIST_MERGES.contains(lists)) {
            throw JinjaFault.value("combine: list_merge is one of " + LIST_MERGES + ", not '" + lists + "'");
        }
        PyDict merged = new PyDict();
        for (Object value : a.all().values()) {
            List<Object> all = value instanceof List ? PySequences.list(a.run(), value) : List.of(value);
            for (Object one : all) {
                merged = merge(a.run(), merged, DataFilters.dict(one, "combine"), recursive, lists);
            }
        }
        return merged;
    }

    private static PyDict merge(RenderRun run, PyDict under, PyDict over, boolean recursive, String lists) {
        PyDict merged = new PyDict(under);
        over.entries().forEach(entry -> {
            run.step();
            Object old = merged.get(entry.getKey());
            Object now = entry.getValue();
            if (old instanceof PyDict before && now instanceof PyDict after) {
                now = recursive ? merge(run, before, after, true, lists) : after;
            } else if (old instanceof List && now instanceof List) {
                now = mergeLists(run, PySequences.list(run, old), PySequences.list(run, now), lists);
            }
            merged.put(entry.getKey(), now);
        });
        return merged;
    }

    private static List<Object> mergeLists(RenderRun run, List<Object> before, List<Object> after, String how) {
        List<Object> old = new ArrayList<>(before);
        if (how.endsWith("_rp")) {
            old.removeIf(item -> ListFilters.contains(run, after, item));
        }
        run.reserve(old.size() + (long) after.size());
        List<Object> merged = new ArrayList<>();
        switch (how) {
            case "keep" -> merged.addAll(before);
            case "append", "append_rp" -> {
                merged.addAll(old);
                merged.addAll(after);
            }
            case "prepend", "prepend_rp" -> {
                merged.addAll(after);
                merged.addAll(old);
            }
            default -> merged.addAll(after);
        }
        return merged;
    }
}
