package io.netstacks.tasks.internal;

import io.netstacks.tasks.run.TaskCodec;
import java.util.Map;
import java.util.function.Function;

/**
 * A codec of version 1, put together from functions.
 *
 * @param <T> what is turned
 */
record FieldsCodec<T>(Function<T, Map<String, Object>> writing, Function<StoredFields, T> reading)
        implements TaskCodec<T> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, Object> write(T value) {
        return writing.apply(value);
    }

    @Override
    public T read(int version, Map<String, Object> values) {
        return reading.apply(new StoredFields(values));
    }
}
