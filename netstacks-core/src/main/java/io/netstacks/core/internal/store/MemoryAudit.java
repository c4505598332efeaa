package io.netstacks.core.internal.store;

import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.audit.AuditEntry;
import io.netstacks.spi.audit.AuditLog;
import io.netstacks.spi.audit.AuditQuery;
import java.time.Instant;
import java.util.List;

final class MemoryAudit implements AuditLog {

    private record Line(String id, AuditEntry entry) {}

    private final MemoryJournal journal;
    private final MemoryTimeline<Line> lines;
    private long count;

    MemoryAudit(MemoryJournal journal) {
        this.journal = journal;
        lines = new MemoryTimeline<>(journal);
    }

    @Override
    public void append(List<AuditEntry> entries) {
        journal.atomically(() -> {
            for (AuditEntry entry : entries) {
                String id = Long.toString(++count);
                lines.add(id, entry.at(), new Line(id, kept(entry)));
            }
            return entries;
        });
    }

    private static AuditEntry kept(AuditEntry entry) {
        return new AuditEntry(
                StoreTime.micros(entry.at()),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.outcome(),
                entry.correlationId(),
                entry.detail(),
                entry.data());
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        Page<Line> found = journal.atomically(() -> lines.page(line -> matches(query, line.entry()), page));
        return new Page<>(found.items().stream().map(Line::entry).toList(), found.next());
    }

    private static boolean matches(AuditQuery query, AuditEntry entry) {
        return query.since()
                        .map(since -> !entry.at().isBefore(StoreTime.micros(since)))
                        .orElse(true)
                && query.until()
                        .map(until -> entry.at().isBefore(StoreTime.micros(until)))
                        .orElse(true)
                && query.actor().map(entry.actor()::equals).orElse(true)
                && query.action().map(entry.action()::equals).orElse(true)
                && query.subject().map(entry.subject()::equals).orElse(true)
                && query.correlationId().map(entry.correlationId()::equals).orElse(true);
    }

    @Override
    public int purge(Instant before) {
        return journal.atomically(() -> {
            List<String> old = lines.newestFirst()
                    .filter(line -> line.entry().at().isBefore(StoreTime.micros(before)))
                    .map(Line::id)
                    .toList();
            old.forEach(lines::remove);
            return old.size();
        });
    }
}
