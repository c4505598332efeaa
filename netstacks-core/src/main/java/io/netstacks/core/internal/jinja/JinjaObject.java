package io.netstacks.core.internal.jinja;

import org.jspecify.annotations.Nullable;

/** A value with attributes of its own: {@code loop}, a namespace, a macro, an imported template. */
interface JinjaObject {

    /** Returns the attribute; null if it has none of that name. */
    @Nullable
    Object attribute(RenderRun run, String name);

    /** Returns what Python calls its type. */
    String typeName();

    /** Returns what is printed. */
    String printed();
}
