package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.error.NotFoundException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows what became of each device of a snapshot.")
final class SnapshotShowCommand extends DeviceCommand {

    @Parameters(paramLabel = "SNAPSHOT", description = "The id of a snapshot.")
    private String id = "";

    @Override
    boolean run(NetStacks net) {
        Snapshot snapshot = net.backups()
                .snapshot(new SnapshotId(id))
                .orElseThrow(() -> NotFoundException.of("snapshot", id, List.of()));
        if (common().json()) {
            Map<String, Object> tree = SnapshotListCommand.tree(snapshot);
            tree.put(
                    "members",
                    snapshot.members().stream().map(BackupCommand::tree).toList());
            printJson(tree);
        } else {
            BackupCommand.print(snapshot, out());
        }
        return true;
    }
}
