package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Page;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists backups, the newest first.")
final class BackupsListCommand extends DeviceCommand {

    @Parameters(paramLabel = "DEVICE", arity = "0..1", description = "Only backups of this device.")
    private Optional<String> device = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Taken at or after this day or time (UTC): 2026-03-01 or 2026-03-01T12:00:00Z.",
            converter = TimeOption.class)
    private Optional<Instant> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Taken before this day or time.",
            converter = TimeOption.class)
    private Optional<Instant> until = Optional.empty();

    @Option(names = "--label", paramLabel = "LABEL", description = "With this label.")
    private Optional<String> label = Optional.empty();

    @Mixin
    private PagingOptions paging = new PagingOptions();

    @Override
    boolean run(NetStacks net) {
        device.ifPresent(name -> requireKnown(net, name));
        Page<Backup> page = net.backups().list(new BackupQuery(device, since, until, label), paging.request());
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
                        String.join(" ", backup.labels())));
        table.print(out());
        PagingOptions.printNext(page, out());
        return true;
    }

    /** A device may have left the inventory and still have backups; a name that neither knows is a slip. */
    private static void requireKnown(NetStacks net, String name) {
        if (net.backups().latest(name).isEmpty()) {
            net.inventory().get(name);
        }
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
