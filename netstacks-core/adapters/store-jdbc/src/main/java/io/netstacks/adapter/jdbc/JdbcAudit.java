package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.audit.AuditEntry;
import io.netstacks.spi.audit.AuditLog;
import io.netstacks.spi.audit.AuditOutcome;
import io.netstacks.spi.audit.AuditQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The audit log. Whoever writes at the same time shares a transaction, and its rows go to the database in batches. */
final class JdbcAudit implements AuditLog {

    /** So many rows are kept in memory for the driver at the most. */
    private static final int BATCH = 1000;

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final Function<List<AuditEntry>, Integer> writes;

    JdbcAudit(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        writes = transactions.grouped("writing the audit log", this::writeAll);
    }

    @Override
    public void append(List<AuditEntry> entries) {
        if (!entries.isEmpty()) {
            Integer unused = writes.apply(List.copyOf(entries));
        }
    }

    private List<Integer> writeAll(Handle handle, List<List<AuditEntry>> all) {
        write(handle, backend, all.stream().flatMap(Collection::stream).toList());
        return all.stream().map(List::size).toList();
    }

    /** Writes entries in the transaction of whatever they tell of. */
    static void write(Handle handle, JdbcBackend backend, List<AuditEntry> entries) {
        for (int from = 0; from < entries.size(); from += BATCH) {
            try (PreparedBatch insert =
                    handle.prepareBatch(backend.sql("INSERT INTO {audit} (at, actor, action, subject, outcome,"
                            + " correlation_id, detail, data) VALUES (:at, :actor, :action, :subject, :outcome,"
                            + " :correlation, :detail, :data)"))) {
                entries.subList(from, Math.min(from + BATCH, entries.size())).forEach(entry -> bind(insert, entry));
                insert.execute();
            }
        }
    }

    private static void bind(PreparedBatch insert, AuditEntry entry) {
        insert.bind("at", utc(entry.at()))
                .bind("actor", PortableText.key("the actor of an audit entry", entry.actor()))
                .bind("action", PortableText.key("the action of an audit entry", entry.action()))
                .bind("subject", PortableText.key("the subject of an audit entry", entry.subject()))
                .bind("outcome", entry.outcome().name())
                .bind("correlation", PortableText.key("the correlation id of an audit entry", entry.correlationId()))
                .bind("detail", PortableText.encode(entry.detail()))
                .bind("data", PortableText.encode(JdbcJson.write(entry.data())))
                .add();
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{audit}", "at")
                .where("actor = :actor", "actor", query.actor())
                .where("action = :action", "action", query.action())
                .where("subject = :subject", "subject", query.subject())
                .where("correlation_id = :correlation", "correlation", query.correlationId())
                .whereTime("at >= :since", "since", query.since())
                .whereTime("at < :until", "until", query.until());
        return transactions.read(
                "listing the audit log", handle -> timeline.page(handle, backend, page, (row, context) -> entry(row)));
    }

    @Override
    public int purge(Instant before) {
        backend.guard().require(transactions, "purging the audit log");
        return transactions.write(
                "purging the audit log",
                handle -> handle.createUpdate(backend.sql("DELETE FROM {audit} WHERE at < :before"))
                        .bind("before", utc(before))
                        .execute());
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                Columns.time(row, "at"),
                Columns.text(row, "actor"),
                Columns.text(row, "action"),
                Columns.text(row, "subject"),
                AuditOutcome.valueOf(row.getString("outcome")),
                Columns.text(row, "correlation_id"),
                Columns.text(row, "detail"),
                JdbcJson.strings(JdbcJson.read("an audit entry", Columns.text(row, "data"))));
    }
}
