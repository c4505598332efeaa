package io.netstacks.tasks.run;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which operation does which requests. Immutable. */
public final class TaskRegistry {

    private final Map<Class<?>, TaskOperation<?, ?>> byType;

    /**
     * Creates it.
     *
     * @throws InvalidInputException if two operations have the same name or the same requests
     */
    public TaskRegistry(List<TaskOperation<?, ?>> operations) {
        Map<Class<?>, TaskOperation<?, ?>> types = new LinkedHashMap<>();
        SortedSet<String> names = new TreeSet<>();
        for (TaskOperation<?, ?> operation : operations) {
            if (!names.add(operation.name()) || types.put(operation.requestType(), operation) != null) {
                throw InvalidInputException.of("the task operation " + operation.name() + " is there twice");
            }
        }
        byType = Map.copyOf(types);
    }

    /** Returns the names of all operations, in order. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        byType.values().forEach(operation -> names.add(operation.name()));
        return names;
    }

    /**
     * Returns the operation that does a request.
     *
     * @throws NotFoundException if there is none
     */
    @SuppressWarnings("unchecked") // the constructor keeps each operation under the type of its own requests
    public <R> TaskOperation<TaskRequest<R>, R> operationFor(TaskRequest<R> request) {
        TaskOperation<?, ?> operation = byType.get(request.getClass());
        if (operation == null) {
            throw NotFoundException.of("task operation", request.taskName(), List.copyOf(names()));
        }
        return (TaskOperation<TaskRequest<R>, R>) (TaskOperation<?, ?>) operation;
    }

    /**
     * Returns the operation of a name.
     *
     * @throws NotFoundException if there is none
     */
    public TaskOperation<?, ?> operationNamed(String name) {
        return byType.values().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> NotFoundException.of("task operation", name, List.copyOf(names())));
    }
}
