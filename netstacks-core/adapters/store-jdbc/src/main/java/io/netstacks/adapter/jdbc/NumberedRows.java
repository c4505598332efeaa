package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.Pages;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.error.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Rows that belong to a record and are numbered within it. The record's row counts them; whoever adds some counts first and by
 * that keeps the others waiting, so that no number is given twice, or given and not used.
 *
 * @param what what the record is called in messages
 * @param owners the table of the records in braces, with their {@code id}
 * @param counter the column there that counts the rows
 * @param rows the table of the rows in braces
 * @param owner the column there with the record's id; the other is {@code number}
 */
record NumberedRows(String what, String owners, String counter, String rows, String owner) {

    /** Inserts rows with the next numbers; the statement has {@code :owner} and {@code :number}. */
    <T> List<Sequenced<T>> add(
            Handle handle,
            JdbcBackend backend,
            String id,
            String insert,
            List<T> values,
            BiConsumer<PreparedBatch, T> bind) {
        long last = count(handle, backend, id, values.size());
        List<Sequenced<T>> numbered = new ArrayList<>(values.size());
        if (values.isEmpty()) {
            return numbered;
        }
        try (PreparedBatch batch = handle.prepareBatch(backend.sql(insert))) {
            for (T value : values) {
                long number = last - values.size() + numbered.size() + 1;
                bind.accept(batch, value);
                batch.bind("owner", PortableText.encode(id))
                        .bind("number", number)
                        .add();
                numbered.add(new Sequenced<>(number, value));
            }
            batch.execute();
        }
        return numbered;
    }

    private long count(Handle handle, JdbcBackend backend, String id, int more) {
        int counted = handle.createUpdate(backend.sql(
                        "UPDATE " + owners + " SET " + counter + " = " + counter + " + :more WHERE id = :id"))
                .bind("more", more)
                .bind("id", PortableText.encode(id))
                .execute();
        if (counted == 0) {
            throw NotFoundException.of(what, id, List.of());
        }
        return handle.createQuery(backend.sql("SELECT " + counter + " FROM " + owners + " WHERE id = :id"))
                .bind("id", PortableText.encode(id))
                .mapTo(Long.class)
                .one();
    }

    <T> Page<Sequenced<T>> page(
            Handle handle, JdbcBackend backend, String id, PageRequest request, RowMapper<T> mapper) {
        List<Sequenced<T>> found = handle.createQuery(backend.sql("SELECT * FROM " + rows + " WHERE " + owner
                        + " = :owner AND number > :after ORDER BY number LIMIT :limit"))
                .bind("owner", PortableText.encode(id))
                .bind("after", Pages.numberBefore(request))
                .bind("limit", request.size() + 1)
                .map((row, context) -> new Sequenced<>(row.getLong("number"), mapper.map(row, context)))
                .list();
        return Pages.numbered(found, request);
    }
}
