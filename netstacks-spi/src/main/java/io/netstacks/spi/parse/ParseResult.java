package io.netstacks.spi.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of parsing one output. "No rows", "no template" and "failed" are three different things. Immutable.
 *
 * <p>A row maps column names, lower-cased, to {@code String}, {@code List} or {@code Map} values, in column order.
 */
public sealed interface ParseResult {

    /**
     * A template matched; the rows may be none.
     *
     * @param rows the rows, in output order
     */
    record Parsed(List<Map<String, Object>> rows) implements ParseResult {
        /** Copies the list. */
        public Parsed {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Nothing is known about this platform and command.
     *
     * @param platform what was asked for
     * @param command what was asked for
     */
    record NoTemplate(String platform, String command) implements ParseResult {}

    /**
     * A template was found and did not get through.
     *
     * @param message what went wrong, and in which template
     * @param line the line of the input, from 1; 0 when unknown
     */
    record Failed(String message, int line) implements ParseResult {}

    /** Returns the rows; empty unless this is {@link Parsed}. */
    default Optional<List<Map<String, Object>>> parsedRows() {
        return this instanceof Parsed parsed ? Optional.of(parsed.rows()) : Optional.empty();
    }

    /** Returns what the function for this case returns. */
    default <T> T fold(
            Function<Parsed, T> onParsed, Function<NoTemplate, T> onNoTemplate, Function<Failed, T> onFailed) {
        if (this instanceof Parsed parsed) {
            return onParsed.apply(parsed);
        }
        if (this instanceof NoTemplate none) {
            return onNoTemplate.apply(none);
        }
        return onFailed.apply((Failed) this);
    }
}
