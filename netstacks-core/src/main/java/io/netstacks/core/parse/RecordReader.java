package io.netstacks.core.parse;

import io.netstacks.spi.error.InvalidInputException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes records of one type out of rows, and collects what does not fit. Confined to one list of rows. */
final class RecordReader<T extends Record> {

    static final int MAX_PROBLEMS = 20;

    private final Class<T> type;
    private final RecordComponent[] components;
    private final List<String> columns;
    private final Constructor<T> constructor;
    private final List<String> problems = new ArrayList<>();

    RecordReader(Class<T> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        this.columns = Arrays.stream(components).map(c -> column(c.getName())).toList();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw InvalidInputException.of("record " + type.getName() + " has no canonical constructor");
        }
        if (!constructor.canAccess(null) && !constructor.trySetAccessible()) {
            throw InvalidInputException.of(
                    "record " + type.getName() + " cannot be created from here: make it and its package accessible");
        }
    }

    private static String column(String component) {
        String name = component.endsWith("_") ? component.substring(0, component.length() - 1) : component;
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** Returns the record of a row; empty, and the problems noted, if the row does not fit. */
    Optional<T> read(int number, Map<String, Object> row) {
        int before = problems.size();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            try {
                arguments[i] = CellReader.read(row, columns.get(i), components[i].getGenericType());
            } catch (CellReader.Mismatch e) {
                problem("row " + number + ", column " + columns.get(i) + ": " + e.getMessage());
            }
        }
        return problems.size() == before ? create(number, arguments) : Optional.empty();
    }

    private Optional<T> create(int number, Object[] arguments) {
        try {
            return Optional.of(constructor.newInstance(arguments));
        } catch (InvocationTargetException e) {
            problem("row " + number + ": " + type.getSimpleName() + " refused it: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            problem("row " + number + ": " + type.getSimpleName() + " cannot be created: " + e);
        }
        return Optional.empty();
    }

    private void problem(String text) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(text);
        }
    }

    /** Fails if any row did not fit. */
    void check() {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
