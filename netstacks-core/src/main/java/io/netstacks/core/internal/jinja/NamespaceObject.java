package io.netstacks.core.internal.jinja;

import org.jspecify.annotations.Nullable;

/** {@code namespace()}: attributes that can be set from any scope. */
record NamespaceObject(PyDict values) implements JinjaObject {

    void set(String name, Object value) {
        values.put(name, value);
    }

    @Override
    public @Nullable Object attribute(RenderRun run, String name) {
        return values.get(name);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public String printed() {
        throw JinjaFault.unsupported("printing of this namespace within another value");
    }
}
