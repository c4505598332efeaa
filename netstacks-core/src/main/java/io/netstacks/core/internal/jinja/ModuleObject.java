package io.netstacks.core.internal.jinja;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An imported template: its macros and variables, and its text. */
record ModuleObject(String name, Map<String, Object> values, String text) implements JinjaObject {

    @Override
    public @Nullable Object attribute(RenderRun run, String attribute) {
        return attribute.startsWith("_") ? null : values.get(attribute);
    }

    @Override
    public String typeName() {
        return "jinja2.environment.TemplateModule";
    }

    @Override
    public String printed() {
        return text;
    }
}
