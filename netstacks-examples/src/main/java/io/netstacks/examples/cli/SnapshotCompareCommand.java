package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.SnapshotComparison;
import io.netstacks.core.backup.SnapshotComparison.DeviceChange;
import io.netstacks.core.backup.SnapshotComparison.Verdict;
import io.netstacks.core.diff.DiffFormat;
import io.netstacks.core.diff.DiffStyle;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.config.BackupId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Tells which devices differ between two snapshots.")
final class SnapshotCompareCommand extends DeviceCommand {

    @Parameters(index = "0", paramLabel = "OLDER", description = "The id of the older snapshot.")
    private String older = "";

    @Parameters(index = "1", paramLabel = "NEWER", description = "The id of the newer snapshot.")
    private String newer = "";

    @Option(names = "--all", description = "List devices that are the same, too.")
    private boolean all;

    @Option(names = "--diff", description = "Show what changed on each device.")
    private boolean diff;

    @Override
    boolean run(NetStacks net) {
        SnapshotComparison comparison = net.backups().compareSnapshots(new SnapshotId(older), new SnapshotId(newer));
        if (common().json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            for (Verdict verdict : Verdict.values()) {
                tree.put(lower(verdict), comparison.count(verdict));
            }
            tree.put(
                    "devices",
                    comparison.devices().stream()
                            .filter(this::wanted)
                            .map(SnapshotCompareCommand::tree)
                            .toList());
            printJson(tree);
            return true;
        }
        Table table = new Table("DEVICE", "VERDICT", "OLDER", "NEWER");
        comparison.devices().stream()
                .filter(this::wanted)
                .forEach(change -> table.add(
                        change.device(),
                        change.verdict().name(),
                        change.olderBackup().map(BackupId::value).orElse(""),
                        change.newerBackup().map(BackupId::value).orElse("")));
        table.print(out());
        out().println(Arrays.stream(Verdict.values())
                .map(verdict -> comparison.count(verdict) + " " + lower(verdict).replace('_', ' '))
                .collect(Collectors.joining(", ")));
        if (diff) {
            comparison.devices().stream()
                    .filter(change -> change.verdict() == Verdict.CHANGED)
                    .forEach(change -> printDiff(net, change));
        }
        return true;
    }

    private boolean wanted(DeviceChange change) {
        return all || change.verdict() != Verdict.SAME;
    }

    private void printDiff(NetStacks net, DeviceChange change) {
        out().println();
        out().print(net.backups()
                .compare(
                        change.olderBackup().orElseThrow(), change.newerBackup().orElseThrow())
                .render(DiffFormat.UNIFIED, DiffStyle.PLAIN));
    }

    private static String lower(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> tree(DeviceChange change) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("device", change.device());
        tree.put("verdict", change.verdict().name());
        change.olderBackup().ifPresent(id -> tree.put("older", id.value()));
        change.newerBackup().ifPresent(id -> tree.put("newer", id.value()));
        return tree;
    }
}
