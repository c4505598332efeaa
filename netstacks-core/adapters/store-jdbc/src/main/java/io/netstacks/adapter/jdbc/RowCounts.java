package io.netstacks.adapter.jdbc;

import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Counts rows in the database, so that none has to be read. Without state. */
final class RowCounts {

    private RowCounts() {}

    /**
     * Returns how many rows there are of each value of an enum column; values without any are missing.
     *
     * @param condition what follows the table, or nothing
     */
    static <E extends Enum<E>> Map<E, Long> of(
            Handle handle, JdbcBackend backend, Class<E> type, String table, String column, String condition) {
        return handle.createQuery(backend.sql("SELECT " + column + " AS counted, COUNT(*) AS how_many FROM " + table
                        + condition + " GROUP BY " + column))
                .reduceRows(new EnumMap<E, Long>(type), (counts, row) -> {
                    counts.put(
                            Enum.valueOf(type, row.getColumn("counted", String.class)),
                            row.getColumn("how_many", Long.class));
                    return counts;
                });
    }
}
