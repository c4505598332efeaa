package io.netstacks.core.internal.jinja;

/** Something that can be called: a function, a method of a value, a macro. */
@FunctionalInterface
interface JinjaCallable {

    Object call(RenderRun run, CallArguments arguments);
}
