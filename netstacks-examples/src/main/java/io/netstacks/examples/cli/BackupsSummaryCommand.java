package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.backup.BackupCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = "Tells how many backups there are, of how many devices, how large, and from when to when.")
final class BackupsSummaryCommand extends DeviceCommand {

    @Mixin
    private BackupFilter filter = new BackupFilter();

    @Override
    boolean run(NetStacks net) {
        BackupCounts counts = net.backups().count(filter.query(net));
        if (common().json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("backups", counts.backups());
            tree.put("devices", counts.devices());
            tree.put("characters", counts.characters());
            counts.oldest().ifPresent(at -> tree.put("oldest", at.toString()));
            counts.newest().ifPresent(at -> tree.put("newest", at.toString()));
            printJson(tree);
            return true;
        }
        Table table = new Table("BACKUPS", "DEVICES", "CHARACTERS", "OLDEST", "NEWEST");
        table.add(
                String.valueOf(counts.backups()),
                String.valueOf(counts.devices()),
                String.valueOf(counts.characters()),
                counts.oldest().map(Instant::toString).orElse("none"),
                counts.newest().map(Instant::toString).orElse("none"));
        table.print(out());
        return true;
    }
}
