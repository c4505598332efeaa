package io.netstacks.adapter.opentelemetry;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/** Reads a span of another process from a correlation id that is a {@code traceparent} of the W3C. Without state. */
final class Traceparent implements TextMapGetter<String> {

    private static final Traceparent GETTER = new Traceparent();

    private Traceparent() {}

    /** Returns a context with that span, or the root if the text is something else. */
    static Context read(String text) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), text, GETTER);
    }

    @Override
    public @Nullable String get(@Nullable String carrier, String key) {
        return key.equals("traceparent") ? carrier : null;
    }
}
