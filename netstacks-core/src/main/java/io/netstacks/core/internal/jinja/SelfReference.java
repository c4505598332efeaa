package io.netstacks.core.internal.jinja;

import org.jspecify.annotations.Nullable;

/** {@code self}: the blocks of the template by their names. */
record SelfReference(JinjaScope scope) implements JinjaObject {

    @Override
    public @Nullable Object attribute(RenderRun run, String name) {
        return scope.context().blocks(name).isEmpty() ? null : new BlockReference(scope.forBlocks(), name, 0);
    }

    @Override
    public String typeName() {
        return "jinja2.runtime.TemplateReference";
    }

    @Override
    public String printed() {
        return "<TemplateReference '" + scope.context().template().name() + "'>";
    }
}
