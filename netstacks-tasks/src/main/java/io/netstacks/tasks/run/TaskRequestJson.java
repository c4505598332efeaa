package io.netstacks.tasks.run;

import io.netstacks.core.text.Json;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests as versioned JSON: {@code {"task": name, "version": 1, "request": {…}}}. Credentials and secret answers are
 * never in it, but a configuration line may hold a secret of its device: who stores the text seals it. Immutable.
 */
public final class TaskRequestJson {

    private final TaskRegistry registry;

    /** Creates one for the requests of these operations. */
    public TaskRequestJson(TaskRegistry registry) {
        this.registry = registry;
    }

    /**
     * Returns a request as JSON.
     *
     * @throws UnsupportedCapabilityException if its operation has no codec
     * @throws InvalidInputException if it holds what is never stored
     */
    public <R> String write(TaskRequest<R> request) {
        return write(registry.operationFor(request), request);
    }

    private static <Q extends TaskRequest<R>, R> String write(TaskOperation<Q, R> operation, Q request) {
        TaskCodec<Q> codec = codec(operation);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("task", operation.name());
        tree.put("version", codec.version());
        tree.put("request", codec.write(request));
        return Json.write(tree);
    }

    /**
     * Returns the request that was written.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no operation of that name
     * @throws InvalidInputException if this is no such request, or a newer version wrote it
     */
    public TaskRequest<?> read(String json) {
        Map<String, Object> tree = Json.readObject(json);
        if (!(tree.get("task") instanceof String name)
                || !(tree.get("version") instanceof Integer version)
                || !(tree.get("request") instanceof Map<?, ?> values)) {
            throw InvalidInputException.of(
                    "a stored task request has a task, a version and a request, but has " + tree.keySet());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        values.forEach((key, value) -> fields.put(String.valueOf(key), value));
        return read(registry.operationNamed(name), version, fields);
    }

    private static <Q extends TaskRequest<R>, R> TaskRequest<R> read(
            TaskOperation<Q, R> operation, int version, Map<String, Object> fields) {
        TaskCodec<Q> codec = codec(operation);
        if (version < 1 || version > codec.version()) {
            throw InvalidInputException.of("a stored request of " + operation.name() + " has version " + version
                    + ", but this process knows those up to " + codec.version() + "; update it");
        }
        return codec.read(version, fields);
    }

    private static <Q extends TaskRequest<?>> TaskCodec<Q> codec(TaskOperation<Q, ?> operation) {
        return operation
                .codec()
                .orElseThrow(() -> new UnsupportedCapabilityException("the operation " + operation.name()
                        + " has no codec, so its requests cannot be stored; give it one, or run it in this process"));
    }
}
