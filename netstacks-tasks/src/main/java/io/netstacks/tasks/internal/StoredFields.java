package io.netstacks.tasks.internal;

import io.netstacks.spi.error.InvalidInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of a stored request or result, each asked for by name and type; what is wrong is named, and its value is not shown.
 * Immutable.
 */
record StoredFields(Map<String, Object> values) {

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        return required(name, optionalText(name));
    }

    Optional<String> optionalText(String name) {
        return optional(name, String.class);
    }

    int number(String name) {
        return required(name, optional(name, Integer.class));
    }

    boolean flag(String name) {
        return required(name, optional(name, Boolean.class));
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw wrong(name, "is not a time such as 2026-03-01T12:00:00Z");
        }
    }

    Duration duration(String name) {
        return required(name, optionalDuration(name));
    }

    Optional<Duration> optionalDuration(String name) {
        return optionalText(name).map(text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                throw wrong(name, "is not a duration such as PT30S");
            }
        });
    }

    <E extends Enum<E>> Optional<E> optionalOneOf(String name, Class<E> type) {
        return has(name) ? Optional.of(oneOf(name, type)) : Optional.empty();
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw wrong(name, "is none of the words that this version knows");
    }

    StoredFields fields(String name) {
        return required(name, optionalFields(name));
    }

    Optional<StoredFields> optionalFields(String name) {
        return optional(name, Map.class).map(StoredFields::of);
    }

    <T> List<T> list(String name, Function<StoredFields, T> each) {
        List<T> all = new ArrayList<>();
        for (Object item : required(name, optional(name, List.class))) {
            if (!(item instanceof Map<?, ?> fields)) {
                throw wrong(name, "holds something else than objects");
            }
            all.add(each.apply(of(fields)));
        }
        return all;
    }

    /** Texts by name, in their order. */
    Map<String, String> textMap(String name) {
        Map<String, String> all = new LinkedHashMap<>();
        StoredFields fields = fields(name);
        fields.values().keySet().forEach(key -> all.put(key, fields.text(key)));
        return all;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (Object item : required(name, optional(name, List.class))) {
            if (!(item instanceof String text)) {
                throw wrong(name, "holds something else than texts");
            }
            all.add(text);
        }
        return all;
    }

    private static StoredFields of(Map<?, ?> fields) {
        Map<String, Object> named = new LinkedHashMap<>();
        fields.forEach((key, value) -> named.put(String.valueOf(key), value));
        return new StoredFields(named);
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrong(name, "is not of the type that it was written with");
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> wrong(name, "is missing"));
    }

    private static InvalidInputException wrong(String name, String how) {
        return InvalidInputException.of("the field \"" + name + "\" of what is stored of a task " + how);
    }
}
