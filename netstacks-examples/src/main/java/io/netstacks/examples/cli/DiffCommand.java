package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.config.ConfigDiff;
import io.netstacks.spi.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Compares a device's two latest backups, or its latest backup with what it runs now.")
final class DiffCommand extends DeviceCommand {

    @Parameters(paramLabel = "DEVICE", description = "The device.")
    private String device = "";

    @Option(names = "--running", description = "Compare the latest backup with what the device runs now.")
    private boolean running;

    @Override
    boolean run(NetStacks net) {
        ConfigDiff diff = running ? net.backups().diffWithRunning(device, common().context()) : stored(net);
        if (common().json()) {
            printJson(Map.of(
                    "device", device,
                    "added", diff.added(),
                    "removed", diff.removed(),
                    "changes",
                            diff.changes().stream()
                                    .map(change -> Map.of(
                                            "kind", change.kind().name(),
                                            "line", change.line(),
                                            "parents", change.parents()))
                                    .toList()));
        } else {
            out().print(diff.isEmpty() ? device + ": no difference\n" : diff.unified());
        }
        return true;
    }

    private ConfigDiff stored(NetStacks net) {
        List<Backup> latest =
                net.backups().list(BackupQuery.of(device), PageRequest.first(2)).items();
        if (latest.size() < 2) {
            throw InvalidInputException.of(device + " has " + latest.size()
                    + " different backup(s); two are needed, or --running to compare with the device");
        }
        return net.backups().diff(latest.get(1).id(), latest.get(0).id());
    }
}
