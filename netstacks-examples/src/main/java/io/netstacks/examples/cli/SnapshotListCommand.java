package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Page;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotMember.State;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists snapshots, the newest first.")
final class SnapshotListCommand extends DeviceCommand {

    @Mixin
    private PagingOptions paging = new PagingOptions();

    @Override
    boolean run(NetStacks net) {
        Page<Snapshot> page = net.backups().snapshots(paging.request());
        if (common().json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put(
                    "snapshots",
                    page.items().stream().map(SnapshotListCommand::tree).toList());
            page.next().ifPresent(next -> tree.put("next", next));
            printJson(tree);
            return true;
        }
        Table table = new Table("SNAPSHOT", "NAME", "TAKEN", "STATE", "DEVICES", "CHANGED", "FAILED", "SKIPPED");
        page.items()
                .forEach(snapshot -> table.add(
                        snapshot.id().value(),
                        snapshot.name(),
                        snapshot.createdAt().toString(),
                        snapshot.state().name(),
                        String.valueOf(snapshot.members().size()),
                        String.valueOf(snapshot.count(State.CHANGED)),
                        String.valueOf(snapshot.count(State.FAILED)),
                        String.valueOf(snapshot.count(State.SKIPPED))));
        table.print(out());
        PagingOptions.printNext(page, out());
        return true;
    }

    /** Returns a snapshot without its members. */
    static Map<String, Object> tree(Snapshot snapshot) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", snapshot.id().value());
        tree.put("name", snapshot.name());
        tree.put("created_at", snapshot.createdAt().toString());
        tree.put("created_by", snapshot.createdBy());
        tree.put("state", snapshot.state().name());
        tree.put("devices", snapshot.members().size());
        for (State state : State.values()) {
            tree.put(state.name().toLowerCase(Locale.ROOT), snapshot.count(state));
        }
        return tree;
    }
}
