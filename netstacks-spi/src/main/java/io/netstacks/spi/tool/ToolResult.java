package io.netstacks.spi.tool;

import java.util.Map;
import java.util.function.Function;

/** What a tool answers. Immutable. */
public sealed interface ToolResult {

    /**
     * It did what it was asked.
     *
     * @param content plain values: maps, lists, texts, numbers, booleans; no secrets
     */
    record Data(Map<String, Object> content) implements ToolResult {}

    /**
     * It did not.
     *
     * @param reason a sentence that may be shown to a model: no secrets, no stack trace
     */
    record Failed(String reason) implements ToolResult {}

    /** Returns an answer. */
    static ToolResult data(Map<String, Object> content) {
        return new Data(content);
    }

    /** Returns a refusal. */
    static ToolResult failed(String reason) {
        return new Failed(reason);
    }

    /** Returns what the function for this case returns. */
    default <T> T fold(Function<Data, T> onData, Function<Failed, T> onFailed) {
        return this instanceof Data data ? onData.apply(data) : onFailed.apply((Failed) this);
    }
}
