package io.netstacks.adapter.jdbc;

import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

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
        return counted(type, query(handle, backend, table, column, condition));
    }

    /** Returns the same of the rows that belong to an owner. */
    static <E extends Enum<E>> Map<E, Long> of(
            Handle handle,
            JdbcBackend backend,
            Class<E> type,
            String table,
            String column,
            String ownerColumn,
            String owner) {
        return counted(
                type,
                query(handle, backend, table, column, " WHERE " + ownerColumn + " = :owner")
                        .bind("owner", PortableText.encode(owner)));
    }

    private static Query query(Handle handle, JdbcBackend backend, String table, String column, String condition) {
        return handle.createQuery(backend.sql("SELECT " + column + " AS counted, COUNT(*) AS how_many FROM " + table
                + condition + " GROUP BY " + column));
    }

    private static <E extends Enum<E>> Map<E, Long> counted(Class<E> type, Query query) {
        return query.reduceRows(new EnumMap<E, Long>(type), (counts, row) -> {
            counts.put(
                    Enum.valueOf(type, row.getColumn("counted", String.class)), row.getColumn("how_many", Long.class));
            return counts;
        });
    }
}
