package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.InvalidInputException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the tables are. Immutable.
 *
 * @param schema the schema; empty for the connection's own
 * @param prefix what the name of each table begins with
 */
record Tables(Optional<String> schema, String prefix) {

    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern PREFIX = Pattern.compile("([a-z][a-z0-9_]{0,29})?");
    private static final Pattern TABLE = Pattern.compile("\\{(\\w+)}");

    Tables {
        schema.filter(name -> !SCHEMA.matcher(name).matches()).ifPresent(name -> {
            throw InvalidInputException.of("a schema name has letters, digits and _, at most 63, not \"" + name + "\"");
        });
        if (!PREFIX.matcher(prefix).matches()) {
            throw InvalidInputException.of(
                    "a table prefix has small letters, digits and _, at most 30, not \"" + prefix + "\"");
        }
    }

    /** Returns the statement with the full name of each table in place of its short one in braces. */
    String in(String sql) {
        String qualifier = schema.map(name -> "\"" + name + "\".").orElse("");
        return TABLE.matcher(sql).replaceAll(match -> qualifier + prefix + match.group(1));
    }
}
