package io.netstacks.core.backup;

import io.netstacks.core.backup.SnapshotComparison.DeviceChange;
import io.netstacks.core.backup.SnapshotComparison.Verdict;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.BackupId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the members of two snapshots. */
final class SnapshotComparer {

    private final Function<BackupId, Optional<Backup>> backups;

    /** Creates one that finds backups by their id. */
    SnapshotComparer(Function<BackupId, Optional<Backup>> backups) {
        this.backups = backups;
    }

    SnapshotComparison compare(Snapshot older, Snapshot newer) {
        Map<String, SnapshotMember> before = members(older);
        Map<String, SnapshotMember> after = members(newer);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return new SnapshotComparison(
                older,
                newer,
                names.stream()
                        .map(name -> change(
                                name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))))
                        .toList());
    }

    private static Map<String, SnapshotMember> members(Snapshot snapshot) {
        return snapshot.members().stream().collect(Collectors.toMap(SnapshotMember::device, Function.identity()));
    }

    private DeviceChange change(String device, Optional<SnapshotMember> before, Optional<SnapshotMember> after) {
        Optional<BackupId> older = before.flatMap(SnapshotMember::backupId);
        Optional<BackupId> newer = after.flatMap(SnapshotMember::backupId);
        Verdict verdict;
        if (before.isEmpty()) {
            verdict = Verdict.ONLY_NEWER;
        } else if (after.isEmpty()) {
            verdict = Verdict.ONLY_OLDER;
        } else {
            verdict = verdict(older.flatMap(backups), newer.flatMap(backups));
        }
        return new DeviceChange(device, verdict, older, newer);
    }

    private static Verdict verdict(Optional<Backup> older, Optional<Backup> newer) {
        if (older.isEmpty() || newer.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        boolean same = older.get().normalizedHash().equals(newer.get().normalizedHash());
        return same ? Verdict.SAME : Verdict.CHANGED;
    }
}
