package io.netstacks.core.parse;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.parse.ParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows that a parser found, to be read as maps or as records of the host. Immutable.
 *
 * <pre>{@code
 * record Arp(String ipAddress, String macAddress, Optional<Integer> age) {}
 * List<Arp> entries = ParsedRows.of(result).as(Arp.class);
 * }</pre>
 */
public final class ParsedRows {

    private final List<Map<String, Object>> rows;

    private ParsedRows(List<Map<String, Object>> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Returns these rows. */
    public static ParsedRows of(List<Map<String, Object>> rows) {
        return new ParsedRows(rows);
    }

    /**
     * Returns the rows of a result.
     *
     * @throws InvalidInputException if there was no template, or it failed; the message says which
     */
    public static ParsedRows of(ParseResult result) {
        return result.fold(
                parsed -> new ParsedRows(parsed.rows()),
                none -> {
                    throw InvalidInputException.of("no template for \"" + none.command() + "\" on " + none.platform());
                },
                failed -> {
                    throw InvalidInputException.of(failed.message());
                });
    }

    /**
     * Returns the rows as records. A component takes the column of its name; {@code ipAddress} takes {@code ip_address},
     * and, because Java keeps some words for itself, {@code interface_} takes {@code interface}. Its type says what the cell
     * becomes:
     *
     * <ul>
     *   <li>{@code String}: the text; {@code int}, {@code long}, {@code double} and their classes: the number that it is,
     *       without thousands' commas
     *   <li>{@code boolean}: true for {@code true yes up on enabled}, false for {@code false no down off disabled}, in any case
     *   <li>an enum: the constant of that name, in any case, dashes and blanks as underscores
     *   <li>{@code List<X>}: every entry as X; a text that is not empty is a list of one
     *   <li>{@code Optional<X>}: empty if there is no such column or no text in it
     * </ul>
     *
     * @throws InvalidInputException if a column is missing, a cell does not fit or a type is none of these; all problems are
     *     listed, at most {@value RecordReader#MAX_PROBLEMS}
     */
    public <T extends Record> List<T> as(Class<T> type) {
        RecordReader<T> reader = new RecordReader<>(type);
        List<T> records = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            reader.read(i + 1, rows.get(i)).ifPresent(records::add);
        }
        reader.check();
        return List.copyOf(records);
    }

    @Override
    public String toString() {
        return "ParsedRows[" + rows.size() + "]";
    }
}
