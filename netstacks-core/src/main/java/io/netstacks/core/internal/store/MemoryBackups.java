package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreKey;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupCounts;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.BackupStore;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Retention;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.config.ConfigText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

final class MemoryBackups implements BackupStore {

    /** What is known, and the text. */
    private record Row(Backup backup, ConfigText text) {}

    private final MemoryJournal journal;
    private final MemorySnapshots snapshots;
    private final MemoryTimeline<Row> all;
    private final MemoryTable<String, MemoryTimeline<Row>> byDevice;

    MemoryBackups(MemoryJournal journal, MemorySnapshots snapshots) {
        this.journal = journal;
        this.snapshots = snapshots;
        all = new MemoryTimeline<>(journal);
        byDevice = new MemoryTable<>(journal);
    }

    @Override
    public Backup.Saved save(NewBackup given) {
        StoreKey.checked("a device name", given.device());
        StoreKey.checked("a platform", given.platform());
        return journal.atomically(() -> {
            Optional<Backup> latest = latest(given.device());
            Optional<BackupId> previous = latest.map(Backup::id);
            Instant takenAt = StoreTime.micros(given.takenAt());
            return latest.filter(old -> old.normalizedHash().equals(given.text().normalizedHash()))
                    .map(same -> new Backup.Saved(verify(same, takenAt), false, previous))
                    .orElseGet(() ->
                            new Backup.Saved(add(given, StoreTime.micros(given.timeAfter(latest))), true, previous));
        });
    }

    private Backup verify(Backup old, Instant at) {
        Backup verified = with(
                old,
                at.isAfter(old.verifiedAt()) ? at : old.verifiedAt(),
                old.verifications() + 1,
                old.pinned(),
                old.labels());
        replace(verified);
        return verified;
    }

    private Backup add(NewBackup given, Instant takenAt) {
        Row row = new Row(Backup.of(new BackupId(UUID.randomUUID().toString()), given, takenAt), given.text());
        String id = row.backup().id().value();
        all.add(id, takenAt, row);
        if (!byDevice.has(given.device())) {
            byDevice.put(given.device(), new MemoryTimeline<>(journal));
        }
        byDevice.find(given.device()).orElseThrow().add(id, takenAt, row);
        return row.backup();
    }

    @Override
    public Optional<Backup> find(BackupId id) {
        return journal.atomically(() -> all.find(id.value()).map(Row::backup));
    }

    @Override
    public Optional<ConfigText> content(BackupId id) {
        return journal.atomically(() -> all.find(id.value()).map(Row::text));
    }

    @Override
    public Optional<Backup> latest(String device) {
        return journal.atomically(() -> byDevice.find(device)
                .flatMap(history -> history.newestFirst().findFirst())
                .map(Row::backup));
    }

    @Override
    public Page<Backup> list(BackupQuery query, PageRequest request) {
        return journal.atomically(() -> {
            MemoryTimeline<Row> rows = query.device()
                    .map(device -> byDevice.find(device).orElseGet(() -> new MemoryTimeline<>(journal)))
                    .orElse(all);
            Set<BackupId> members = query.snapshot().map(snapshots::backupsOf).orElseGet(Set::of);
            Page<Row> page = rows.page(
                    row -> matches(query, row.backup())
                            && (query.snapshot().isEmpty()
                                    || members.contains(row.backup().id())),
                    request);
            return new Page<>(page.items().stream().map(Row::backup).toList(), page.next());
        });
    }

    private static boolean matches(BackupQuery query, Backup backup) {
        return query.since()
                        .map(since -> !backup.takenAt().isBefore(StoreTime.micros(since)))
                        .orElse(true)
                && query.until()
                        .map(until -> backup.takenAt().isBefore(StoreTime.micros(until)))
                        .orElse(true)
                && query.label().map(backup.labels()::contains).orElse(true);
    }

    @Override
    public BackupCounts count(BackupQuery query) {
        return journal.atomically(() -> BackupStore.super.count(query));
    }

    @Override
    public boolean pin(BackupId id, boolean pinned) {
        return journal.atomically(() -> {
            Optional<Backup> backup = find(id);
            backup.ifPresent(old -> replace(with(old, old.verifiedAt(), old.verifications(), pinned, old.labels())));
            return backup.isPresent();
        });
    }

    @Override
    public boolean label(BackupId id, String label) {
        StoreKey.checked("a label", label);
        return relabel(id, labels -> labels.add(label));
    }

    @Override
    public boolean unlabel(BackupId id, String label) {
        return relabel(id, labels -> labels.remove(label));
    }

    private boolean relabel(BackupId id, Consumer<Set<String>> change) {
        return journal.atomically(() -> {
            Optional<Backup> backup = find(id);
            backup.ifPresent(old -> {
                Set<String> labels = new HashSet<>(old.labels());
                change.accept(labels);
                replace(with(old, old.verifiedAt(), old.verifications(), old.pinned(), labels));
            });
            return backup.isPresent();
        });
    }

    @Override
    public List<BackupId> purge(Retention retention, boolean dryRun) {
        Instant since = StoreTime.micros(retention.since());
        return journal.atomically(() -> {
            Set<BackupId> inYoungSnapshots = snapshots.backupsOfSnapshotsSince(since);
            Set<BackupId> going = new HashSet<>();
            byDevice.all().forEach(history -> {
                List<Backup> newestFirst =
                        history.newestFirst().map(Row::backup).toList();
                for (int kept = retention.newest(); kept < newestFirst.size(); kept++) {
                    Backup backup = newestFirst.get(kept);
                    boolean old = backup.takenAt().isBefore(since)
                            && backup.verifiedAt().isBefore(since);
                    if ((old || kept >= retention.most())
                            && !backup.pinned()
                            && !inYoungSnapshots.contains(backup.id())) {
                        going.add(backup.id());
                    }
                }
            });
            List<Backup> doomed = new ArrayList<>(all.newestFirst()
                    .map(Row::backup)
                    .filter(backup -> going.contains(backup.id()))
                    .toList());
            Collections.reverse(doomed);
            if (!dryRun) {
                doomed.forEach(this::remove);
            }
            return doomed.stream().map(Backup::id).toList();
        });
    }

    @Override
    public Page<String> devices(PageRequest request) {
        return journal.atomically(() -> {
            Collection<String> names = request.after().map(byDevice::keysAfter).orElseGet(byDevice::keys);
            return Pages.of(
                    names.stream()
                            .filter(name -> byDevice.find(name)
                                    .flatMap(history -> history.newestFirst().findFirst())
                                    .isPresent())
                            .limit(request.size() + 1L)
                            .toList(),
                    request,
                    name -> name,
                    name -> name);
        });
    }

    @Override
    public List<BackupId> purgeDevice(String device, Instant since, boolean dryRun) {
        Instant time = StoreTime.micros(since);
        return journal.atomically(() -> {
            Set<BackupId> inYoungSnapshots = snapshots.backupsOfSnapshotsSince(time);
            List<Backup> doomed = new ArrayList<>(byDevice.find(device).stream()
                    .flatMap(MemoryTimeline::newestFirst)
                    .map(Row::backup)
                    .filter(backup -> !backup.pinned()
                            && backup.labels().isEmpty()
                            && backup.takenAt().isBefore(time)
                            && backup.verifiedAt().isBefore(time)
                            && !inYoungSnapshots.contains(backup.id()))
                    .toList());
            Collections.reverse(doomed);
            if (!dryRun) {
                doomed.forEach(this::remove);
            }
            return doomed.stream().map(Backup::id).toList();
        });
    }

    private void replace(Backup changed) {
        all.change(changed.id().value(), row -> new Row(changed, row.text()));
        byDevice.find(changed.device())
                .ifPresent(history -> history.change(changed.id().value(), row -> new Row(changed, row.text())));
    }

    private void remove(Backup backup) {
        all.remove(backup.id().value());
        byDevice.find(backup.device())
                .ifPresent(history -> history.remove(backup.id().value()));
    }

    private static Backup with(Backup old, Instant verifiedAt, int verifications, boolean pinned, Set<String> labels) {
        return new Backup(
                old.id(),
                old.device(),
                old.platform(),
                old.takenAt(),
                old.origin(),
                old.createdBy(),
                old.rawHash(),
                old.normalizedHash(),
                old.characters(),
                verifiedAt,
                verifications,
                pinned,
                labels,
                old.maskedWith());
    }
}
