package io.netstacks.examples.cli;

import io.netstacks.adapter.git.GitExport;
import io.netstacks.adapter.git.GitHistory;
import io.netstacks.core.NetStacks;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes the latest backup of each device to a file of its name, secrets masked; "
                + "or the history of all devices to a git repository.")
final class BackupsExportCommand extends DeviceCommand {

    @Parameters(paramLabel = "DIR", description = "Where the files go; made if it is not there.")
    private Path folder = Path.of("");

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(names = "--secrets", description = "Write them as the devices showed them, with their secrets.")
    private boolean secrets;

    @Option(
            names = "--git",
            description = "DIR is a bare git repository, made if it is not there: every backup becomes a commit, "
                    + "and the next export goes on behind the last one.")
    private boolean git;

    @Override
    boolean run(NetStacks net) {
        if (git) {
            exportHistory(net);
        } else {
            exportLatest(net);
        }
        return true;
    }

    private void exportHistory(NetStacks net) {
        if (targets.isGiven()) {
            throw InvalidInputException.of("--git writes the history of all devices; leave the choice of devices out");
        }
        GitHistory history = GitHistory.in(folder);
        GitExport export = (secrets ? history.withSecrets() : history).export(net);
        String head = export.head().orElse("none");
        if (common().json()) {
            printJson(JsonTree.of("commits", export.commits(), "head", head));
        } else {
            out().println(export.commits() + " commit(s) written to " + folder + ", the newest is " + head);
        }
    }

    private void exportLatest(NetStacks net) {
        List<Device> devices = net.devices(targets.selectorOrAll()).devices();
        devices.forEach(device -> file(device.name()));
        List<String> without = new ArrayList<>();
        int written = 0;
        for (Device device : devices) {
            Optional<Backup> latest = net.backups().latest(device.name());
            if (latest.isEmpty()) {
                without.add(device.name());
                continue;
            }
            TextFiles.write(file(device.name()), BackupsShowCommand.text(net, latest.get(), secrets));
            written++;
        }
        if (common().json()) {
            printJson(JsonTree.of("written", written, "without_backup", without));
        } else {
            out().println(written + " file(s) written to " + folder
                    + (without.isEmpty() ? "" : "; no backup of " + String.join(", ", without)));
        }
    }

    /** A name may hold what leads out of the folder. */
    private Path file(String device) {
        Path file = folder.resolve(device + ".cfg");
        if (!folder.equals(file.getParent()) && !(folder.toString().isEmpty() && file.getParent() == null)) {
            throw InvalidInputException.of("the device " + device + " has a name that cannot be a file's");
        }
        return file;
    }
}
