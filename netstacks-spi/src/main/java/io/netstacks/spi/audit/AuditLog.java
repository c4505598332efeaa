package io.netstacks.spi.audit;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import java.time.Instant;
import java.util.List;

/**
 * Keeps what was done. Entries are added and never changed; they go only when their time is over. Safe for use by many
 * threads; what has returned is durable.
 */
public interface AuditLog {

    /** Adds an entry; a caller that tries again after a failure may write it twice, which is better than not at all. */
    default void append(AuditEntry entry) {
        append(List.of(entry));
    }

    /** Adds entries in this order, all or nothing. */
    void append(List<AuditEntry> entries);

    /** Returns entries, the newest first; of several of one time the last added. */
    Page<AuditEntry> list(AuditQuery query, PageRequest page);

    /**
     * Deletes what was done before the given time, for whoever keeps the log for a while only.
     *
     * @return how many entries
     */
    int purge(Instant before);
}
