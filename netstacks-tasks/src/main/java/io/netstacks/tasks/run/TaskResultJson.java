package io.netstacks.tasks.run;

import io.netstacks.core.text.Json;
import io.netstacks.spi.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Results as versioned JSON: {@code {"task": name, "version": 1, "result": {…}}}. Credentials are never in it, but what a
 * device has said may hold a secret of it: who stores the text seals it. Immutable.
 */
public final class TaskResultJson {

    private final TaskRegistry registry;

    /** Creates one for the results of these operations. */
    public TaskResultJson(TaskRegistry registry) {
        this.registry = registry;
    }

    /**
     * Returns the result of a request as JSON; empty if its operation has no codec for results.
     *
     * @param result what its operation gave
     * @throws InvalidInputException if it holds what is never stored
     */
    public <R> Optional<String> write(TaskRequest<R> request, R result) {
        TaskOperation<TaskRequest<R>, R> operation = registry.operationFor(request);
        return operation.resultCodec().map(codec -> {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("task", operation.name());
            tree.put("version", codec.version());
            tree.put("result", codec.write(result));
            return Json.write(tree);
        });
    }

    /**
     * Returns the result that was written for a request.
     *
     * @throws InvalidInputException if this is no such result, or a newer version wrote it
     */
    public <R> R read(TaskRequest<R> request, String json) {
        TaskOperation<TaskRequest<R>, R> operation = registry.operationFor(request);
        Map<String, Object> tree = Json.readObject(json);
        if (!operation.name().equals(tree.get("task"))
                || !(tree.get("version") instanceof Integer version)
                || !(tree.get("result") instanceof Map<?, ?> values)) {
            throw InvalidInputException.of("a stored result of " + operation.name()
                    + " has its task, a version and a result, but this has " + tree.keySet());
        }
        TaskCodec<R> codec = operation
                .resultCodec()
                .filter(known -> version >= 1 && version <= known.version())
                .orElseThrow(() -> InvalidInputException.of("a stored result of " + operation.name() + " has version "
                        + version + ", which this process does not know; update it"));
        Map<String, Object> fields = new LinkedHashMap<>();
        values.forEach((key, value) -> fields.put(String.valueOf(key), value));
        return codec.read(version, fields);
    }
}
