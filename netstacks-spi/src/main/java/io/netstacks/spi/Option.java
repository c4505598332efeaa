package io.netstacks.spi;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting that a provider understands: its key, type, default and meaning. Secret options take a reference such as
 * {@code env:NAME} or {@code file:/path}, never the secret itself. Immutable.
 *
 * @param <T> what the text is read as
 */
public final class Option<T> {

    private final String key;
    private final String type;
    private final Optional<T> defaultValue;
    private final String description;
    private final boolean secret;
    private final Function<String, T> reader;

    private Option(
            String key,
            String type,
            Optional<T> defaultValue,
            String description,
            boolean secret,
            Function<String, T> reader) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.description = description;
        this.secret = secret;
        this.reader = reader;
    }

    /** Returns an option whose value is text. */
    public static Option<String> text(String key, String defaultValue, String description) {
        return new Option<>(key, "text", Optional.of(defaultValue), description, false, value -> value);
    }

    /** Returns a text option without a default. */
    public static Option<String> text(String key, String description) {
        return new Option<>(key, "text", Optional.empty(), description, false, value -> value);
    }

    /** Returns an option whose value is a whole number from {@code min} to {@code max}. */
    public static Option<Integer> integer(String key, int defaultValue, int min, int max, String description) {
        return new Option<>(
                key, "integer " + min + ".." + max, Optional.of(defaultValue), description, false, value -> {
                    int number = Integer.parseInt(value.strip());
                    if (number < min || number > max) {
                        throw new IllegalArgumentException("must be from " + min + " to " + max);
                    }
                    return number;
                });
    }

    /** Returns an option whose value is {@code true} or {@code false}. */
    public static Option<Boolean> flag(String key, boolean defaultValue, String description) {
        return new Option<>(
                key, "true or false", Optional.of(defaultValue), description, false, value -> switch (value.strip()
                        .toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("must be true or false");
                });
    }

    /** Returns an option whose value is a positive duration: {@code 500ms}, {@code 20s}, {@code 5m}, {@code 1h} or ISO-8601. */
    public static Option<Duration> duration(String key, Duration defaultValue, String description) {
        return new Option<>(key, "duration", Optional.of(defaultValue), description, false, Durations::parse);
    }

    /** Returns an option whose value is a reference to a secret, resolved only when it is needed. */
    public static Option<String> secret(String key, String description) {
        return new Option<>(key, "secret reference", Optional.empty(), description, true, value -> value);
    }

    /** Returns the key in settings. */
    public String key() {
        return key;
    }

    /** Returns the type in words. */
    public String type() {
        return type;
    }

    /** Returns what holds when nothing is set. */
    public Optional<T> defaultValue() {
        return defaultValue;
    }

    /** Returns what it is for. */
    public String description() {
        return description;
    }

    /** Tells whether the value refers to a secret. */
    public boolean isSecret() {
        return secret;
    }

    /**
     * Reads a value.
     *
     * @throws InvalidInputException if the text does not fit; the message names the key and the type, and quotes no secret
     */
    public T read(String value) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            String shown = secret ? "" : " but is \"" + value + "\"";
            throw InvalidInputException.of("setting " + key + " must be " + type + shown);
        }
    }

    @Override
    public String toString() {
        return key + " (" + type + ")";
    }
}
