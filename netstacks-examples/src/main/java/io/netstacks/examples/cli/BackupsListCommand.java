package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Page;
import io.netstacks.spi.backup.Backup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists backups, the newest first.")
final class BackupsListCommand extends DeviceCommand {

    @Mixin
    private BackupFilter filter = new BackupFilter();

    @Mixin
    private PagingOptions paging = new PagingOptions();

    @Override
    boolean run(NetStacks net) {
        Page<Backup> page = net.backups().list(filter.query(net), paging.request());
        if (common().json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put(
                    "backups",
                    page.items().stream().map(BackupsListCommand::tree).toList());
            page.next().ifPresent(next -> tree.put("next", next));
            printJson(tree);
            return true;
        }
        Table table = new Table("BACKUP", "DEVICE", "TAKEN", "LAST SEEN", "SEEN", "SIZE", "KEPT", "LABELS");
        page.items()
                .forEach(backup -> table.add(
                        backup.id().value(),
                        backup.device(),
                        backup.takenAt().toString(),
                        backup.verifiedAt().toString(),
                        String.valueOf(backup.verifications() + 1),
                        String.valueOf(backup.characters()),
                        backup.pinned() ? "pinned" : "",
                        String.join(" ", new TreeSet<>(backup.labels()))));
        table.print(out());
        PagingOptions.printNext(page, out());
        return true;
    }

    static Map<String, Object> tree(Backup backup) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", backup.id().value());
        tree.put("device", backup.device());
        tree.put("platform", backup.platform());
        tree.put("taken_at", backup.takenAt().toString());
        tree.put("verified_at", backup.verifiedAt().toString());
        tree.put("verifications", backup.verifications());
        tree.put("origin", backup.origin().name());
        tree.put("created_by", backup.createdBy());
        tree.put("characters", backup.characters());
        tree.put("hash", backup.normalizedHash());
        tree.put("pinned", backup.pinned());
        tree.put("labels", backup.labels().stream().sorted().toList());
        backup.maskedWith().ifPresent(key -> tree.put("masked_with", key));
        return tree;
    }
}
