package io.netstacks.testkit.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part of a script as it was written; whoever asks it for something else than it holds gets an
 * {@code IllegalArgumentException} that says where. Immutable.
 *
 * @param where the file and the way to this part
 */
record ScriptNode(JsonNode node, String where) {

    /** Returns the entries of a mapping that may have no other keys than these. */
    ScriptNode mapping(Set<String> keys) {
        entries().keySet().stream()
                .filter(key -> !keys.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw wrong("unknown key \"" + key + "\"; there are " + new TreeSet<>(keys));
                });
        return this;
    }

    /** Returns the entries of a mapping, in order; none if it is not there. */
    Map<String, ScriptNode> entries() {
        if (!node.isObject() && !node.isMissingNode()) {
            throw wrong("a mapping is expected");
        }
        Map<String, ScriptNode> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), at(entry.getKey())));
        return entries;
    }

    /** Returns the items of a list, in order; none if it is not there. */
    List<ScriptNode> items() {
        if (!node.isArray() && !node.isMissingNode()) {
            throw wrong("a list is expected");
        }
        List<ScriptNode> items = new ArrayList<>();
        node.forEach(item -> items.add(new ScriptNode(item, where)));
        return items;
    }

    boolean has(String key) {
        return node.has(key);
    }

    /** Returns what stands under a key. */
    ScriptNode at(String key) {
        return new ScriptNode(node.path(key), where + ": " + key);
    }

    /** Returns the same part under another name. */
    ScriptNode called(String name) {
        return new ScriptNode(node, name);
    }

    String text(String otherwise) {
        if (node.isContainerNode()) {
            throw wrong("a text is expected");
        }
        return node.asText(otherwise);
    }

    long whole(long otherwise) {
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.canConvertToLong() || !node.isIntegralNumber()) {
            throw wrong("a whole number is expected, not \"" + node.asText() + "\"");
        }
        return node.asLong();
    }

    boolean flag() {
        if (!node.isBoolean() && !node.isMissingNode()) {
            throw wrong("true or false is expected, not \"" + node.asText() + "\"");
        }
        return node.asBoolean();
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(where + ": " + what);
    }
}
