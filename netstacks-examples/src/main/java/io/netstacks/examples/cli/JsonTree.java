package io.netstacks.examples.cli;

import io.netstacks.core.fleet.DeviceResult;
import io.netstacks.spi.error.NetStacksException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What commands print as JSON: keys in their order, and failures alike in all commands. */
final class JsonTree {

    private JsonTree() {}

    /** Returns keys, each before its value, in this order. */
    static Map<String, Object> of(Object... keysAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tree.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return tree;
    }

    /** Returns {@code error}, a code, and {@code message}. */
    static Map<String, Object> of(NetStacksException error) {
        return of("error", error.code().name(), "message", Advice.in(error.reason()));
    }

    /**
     * Returns {@code device}, and what is told if the work was done; else {@code error}, a code, and {@code message}, or
     * {@code skipped}, the reason.
     */
    static <T> Map<String, Object> of(DeviceResult<T> result, Function<T, Map<String, Object>> told) {
        Map<String, Object> tree = of("device", result.device().name());
        tree.putAll(result.fold(
                ok -> told.apply(ok.value()),
                failed -> of(failed.error()),
                skipped -> of("skipped", Advice.in(skipped.reason()))));
        return tree;
    }
}
