package io.netstacks.core.internal.platform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One node of a platform file, and where it stands. Immutable. */
sealed interface FactNode {

    /** Returns where the node begins. */
    FactPlace place();

    /** A text; numbers and truth values are texts, too, until somebody asks for what they mean. */
    record FactText(FactPlace place, String text) implements FactNode {}

    /** Nothing: takes away what a file below has. */
    record FactNone(FactPlace place) implements FactNode {}

    /** A list. */
    record FactList(FactPlace place, List<FactNode> items) implements FactNode {
        public FactList {
            items = List.copyOf(items);
        }
    }

    /** A map; order is meaning. */
    record FactMap(FactPlace place, Map<String, FactNode> entries) implements FactNode {
        public FactMap {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }
}
