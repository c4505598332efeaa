package io.netstacks.tasks.internal;

import io.netstacks.tasks.run.TaskRequestCodec;
import java.util.Map;
import java.util.function.Function;

/**
 * A codec of version 1, put together from functions.
 *
 * @param <Q> the requests
 */
record RequestCodec<Q>(Function<Q, Map<String, Object>> writing, Function<RequestFields, Q> reading)
        implements TaskRequestCodec<Q> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, Object> write(Q request) {
        return writing.apply(request);
    }

    @Override
    public Q read(int version, Map<String, Object> values) {
        return reading.apply(new RequestFields(values));
    }
}
