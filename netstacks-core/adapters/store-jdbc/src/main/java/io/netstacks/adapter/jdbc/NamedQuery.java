package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.Pages;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** A list by name; a page begins behind the last name of the page before. Confined: one thread at a time. */
final class NamedQuery {

    private final String select;
    private final String name;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> arguments = new LinkedHashMap<>();

    /** Begins a query that selects and is sorted by a unique column. */
    NamedQuery(String select, String name) {
        this.select = select;
        this.name = name;
    }

    /** Adds a condition that has one parameter; an empty argument adds none. */
    NamedQuery where(String condition, String parameter, Optional<String> argument) {
        argument.ifPresent(value -> {
            conditions.add(condition);
            arguments.put(parameter, PortableText.encode(value));
        });
        return this;
    }

    <T> Page<T> page(
            Handle handle, JdbcBackend backend, PageRequest request, RowMapper<T> mapper, Function<T, String> cursor) {
        request.after().ifPresent(place -> {
            conditions.add(name + " > :pageName");
            arguments.put("pageName", PortableText.encode(place));
        });
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        Query query = handle.createQuery(backend.sql(select + where + " ORDER BY " + name + " LIMIT :pageSize"));
        arguments.forEach(query::bind);
        List<T> rows = query.bind("pageSize", request.size() + 1).map(mapper).list();
        return Pages.of(rows, request, row -> row, cursor);
    }
}
