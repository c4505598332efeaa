package io.netstacks.core.internal.jinja;

import java.util.List;
import java.util.Map;

/** What a call hands over: values by place and values by name. */
record CallArguments(List<Object> values, Map<String, Object> named) {

    static final CallArguments NONE = new CallArguments(List.of(), Map.of());
}
