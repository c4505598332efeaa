package io.netstacks.spi.store;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A setting that people change while the host runs, as text of a type. Not for secrets: it is stored in clear; name a secret by
 * reference, {@code env:NAME}. Immutable.
 *
 * @param key what it is, at most 512 characters, for example {@code agents.approval_timeout}
 * @param type what the value is
 * @param value the value, at most 10 000 characters
 * @param changedBy who set it
 */
public record StoredSetting(String key, Type type, String value, String changedBy) {

    private static final int MAX_VALUE = 10_000;

    /** What the text of a value is. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** A whole number, for example {@code -7}. */
        WHOLE,
        /** A number, for example {@code 0.1}. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A time span as ISO 8601 writes it, for example {@code PT30S}. */
        DURATION
    }

    /** Checks the sizes, and that the value is of the type. */
    public StoredSetting {
        Limits.key("the key of a setting", key);
        Limits.atMost(MAX_VALUE, "the value of setting " + key, value);
        Limits.key("who changed a setting", changedBy);
        if (read(type, value).isEmpty()) {
            throw InvalidInputException.of("the value of setting " + key + " must be " + described(type));
        }
    }

    private static Optional<Object> read(Type type, String value) {
        try {
            return switch (type) {
                case TEXT -> Optional.of(value);
                case WHOLE -> Optional.of(new BigInteger(value));
                case NUMBER -> Optional.of(new BigDecimal(value));
                case BOOLEAN -> value.equals("true") || value.equals("false") ? Optional.of(value) : Optional.empty();
                case DURATION -> Optional.of(Duration.parse(value));
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String described(Type type) {
        return switch (type) {
            case TEXT -> "text";
            case WHOLE -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case DURATION -> "a time span like PT30S";
        };
    }
}
