package io.netstacks.core.internal.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopVersion;
import java.time.Instant;
import java.util.Optional;

/** The documents of MOPs. Used within {@link MemoryJournal#atomically} only. */
final class MemoryMopVersions {

    private record Kept(MopVersion version, MopText text) {}

    private final MemorySequence<Kept> documents;

    MemoryMopVersions(MemoryJournal journal) {
        documents = new MemorySequence<>(journal);
    }

    void add(MopId mopId, MopRevision revision, Instant now) {
        documents.add(mopId.value(), new Kept(MopVersion.of(revision, now), revision.text()));
    }

    Optional<MopVersion> find(MopId mopId, long number) {
        return documents.find(mopId.value(), number).map(Kept::version);
    }

    Optional<MopText> text(MopId mopId, long number) {
        return documents.find(mopId.value(), number).map(Kept::text);
    }

    Page<Sequenced<MopVersion>> page(MopId mopId, PageRequest request) {
        Page<Sequenced<Kept>> page = documents.page(mopId.value(), request);
        return new Page<>(
                page.items().stream()
                        .map(row -> new Sequenced<>(row.sequence(), row.value().version()))
                        .toList(),
                page.next());
    }

    void removeAll(MopId mopId) {
        documents.removeAll(mopId.value());
    }
}
