package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.PageCursor;
import io.netstacks.core.store.Pages;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * A list that shows the newest first. A page begins behind a row's time and number, not behind a count of rows, so it costs
 * the same wherever it is, and new rows shift nothing. Confined: one thread at a time.
 */
final class TimelineQuery {

    /** A value with its place in the list. */
    private record Placed<T>(PageCursor place, T value) {}

    private final String table;
    private final String time;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> arguments = new LinkedHashMap<>();
    private String first = "";

    /** Begins a query over a table in braces, sorted by a time column and {@code seq}. */
    TimelineQuery(String table, String time) {
        this.table = table;
        this.time = time;
    }

    /** Adds a condition that has one parameter; an empty argument adds none. */
    TimelineQuery where(String condition, String parameter, Optional<String> argument) {
        argument.ifPresent(value -> {
            conditions.add(condition);
            arguments.put(parameter, PortableText.encode(value));
        });
        return this;
    }

    /**
     * Adds the condition that a column is equal, which an index has before the time. The rows are sorted by it first, which changes
     * nothing, but H2 takes the order of an index only if it is named from the index's beginning.
     */
    TimelineQuery whereFirst(String column, Optional<String> argument) {
        first = argument.isPresent() ? column + ", " : "";
        return where(column + " = :" + column, column, argument);
    }

    /** Adds a condition about a time. */
    TimelineQuery whereTime(String condition, String parameter, Optional<Instant> argument) {
        argument.ifPresent(value -> {
            conditions.add(condition);
            arguments.put(parameter, utc(value));
        });
        return this;
    }

    <T> Page<T> page(Handle handle, JdbcBackend backend, PageRequest request, RowMapper<T> mapper) {
        request.after().map(PageCursor::parse).ifPresent(place -> {
            // The first half lets an index begin there
            conditions.add(time + " <= :pageTime AND (" + time + " < :pageTime OR seq < :pageSeq)");
            arguments.put("pageTime", utc(place.time()));
            arguments.put("pageSeq", place.sequence());
        });
        Query query = select(handle, backend, "*", " ORDER BY " + first + time + " DESC, seq DESC LIMIT :pageSize");
        List<Placed<T>> rows = query.bind("pageSize", request.size() + 1)
                .map((row, context) -> new Placed<>(
                        new PageCursor(Columns.time(row, time), row.getLong("seq")), mapper.map(row, context)))
                .list();
        return Pages.of(rows, request, Placed::value, row -> row.place().text());
    }

    /** Returns what is counted and summed up over the whole list. */
    <T> T total(Handle handle, JdbcBackend backend, String columns, RowMapper<T> mapper) {
        return select(handle, backend, columns, "").map(mapper).one();
    }

    private Query select(Handle handle, JdbcBackend backend, String columns, String rest) {
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        Query query = handle.createQuery(backend.sql("SELECT " + columns + " FROM " + table + where + rest));
        arguments.forEach(query::bind);
        return query;
    }
}
