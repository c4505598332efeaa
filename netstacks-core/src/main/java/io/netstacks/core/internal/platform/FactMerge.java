package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactList;
import io.netstacks.core.internal.platform.FactNode.FactMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays one file over another. Maps are merged, everything else is replaced; {@code key+} appends to a list, and an empty
 * value takes away what was below. New entries stand after those below, except for {@code levels}: a new level is nearly
 * always a special case of an old one, and the most specific has to be asked first.
 */
final class FactMerge {

    private static final String APPEND = "+";
    private static final String LEVELS = "levels";

    private FactMerge() {}

    static FactMap over(FactMap below, FactMap above, FactProblems problems) {
        return merge(below, above, false, problems);
    }

    private static FactMap merge(FactMap below, FactMap above, boolean newFirst, FactProblems problems) {
        Map<String, FactNode> merged = new LinkedHashMap<>();
        if (newFirst) {
            above.entries().keySet().stream()
                    .filter(key -> !below.entries().containsKey(key))
                    .forEach(key -> merged.put(key, above));
        }
        merged.putAll(below.entries());
        above.entries().forEach((key, value) -> {
            if (key.endsWith(APPEND)) {
                String name = key.substring(0, key.length() - APPEND.length());
                merged.put(name, append(name, merged.get(name), value, problems));
            } else if (value instanceof FactMap top) {
                FactMap bottom =
                        below.entries().get(key) instanceof FactMap found ? found : new FactMap(top.place(), Map.of());
                merged.put(key, merge(bottom, top, key.equals(LEVELS), problems));
            } else {
                merged.put(key, value);
            }
        });
        return new FactMap(above.place(), merged);
    }

    private static FactNode append(String name, @Nullable FactNode below, FactNode more, FactProblems problems) {
        if (!(more instanceof FactList list)) {
            problems.add(more.place(), "\"" + name + "+\" appends to a list; expected a list");
            return below == null ? more : below;
        }
        List<FactNode> all = new ArrayList<>();
        if (below instanceof FactList first) {
            all.addAll(first.items());
        }
        all.addAll(list.items());
        return new FactList(more.place(), all);
    }
}
