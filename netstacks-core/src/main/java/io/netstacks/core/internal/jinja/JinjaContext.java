package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template and those that it extends share: the given variables, those set at its own level, and its blocks. */
final class JinjaContext {

    private final JinjaTemplate template;
    private final Map<String, Object> given;
    private final Map<String, Object> globals;
    private final Map<String, Object> exported = new LinkedHashMap<>();
    private final Map<String, List<JinjaBlock>> blocks = new HashMap<>();

    JinjaContext(JinjaTemplate template, Map<String, Object> given, Map<String, Object> globals) {
        this.template = template;
        this.given = given;
        this.globals = globals;
        addBlocks(template);
    }

    JinjaTemplate template() {
        return template;
    }

    Map<String, Object> globals() {
        return globals;
    }

    @Nullable
    Object find(String name) {
        Object value = exported.get(name);
        if (value == null) {
            value = given.get(name);
        }
        return value != null ? value : globals.get(name);
    }

    void export(String name, Object value) {
        exported.put(name, value);
    }

    Map<String, Object> exported() {
        return exported;
    }

    /** Returns the given variables with those set since. */
    Map<String, Object> all() {
        Map<String, Object> all = new HashMap<>(given);
        all.putAll(exported);
        return all;
    }

    /** Adds a template's blocks behind those of the templates that extend it. */
    void addBlocks(JinjaTemplate from) {
        from.blocks()
                .forEach((name, body) ->
                        blocks.computeIfAbsent(name, n -> new ArrayList<>()).add(new JinjaBlock(from, body)));
    }

    /** Returns the implementations of a block, the one that counts first. */
    List<JinjaBlock> blocks(String name) {
        return blocks.getOrDefault(name, List.of());
    }
}
