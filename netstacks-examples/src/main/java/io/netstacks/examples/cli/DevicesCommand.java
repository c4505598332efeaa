package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "Lists the devices that are known; the commands below show, change, import and export them.",
        subcommands = {
            DevicesListCommand.class,
            DevicesShowCommand.class,
            DevicesSetCommand.class,
            DevicesOverrideCommand.class,
            DevicesHostKeyCommand.class,
            DevicesImportCommand.class,
            DevicesExportCommand.class
        })
final class DevicesCommand extends DeviceCommand {

    @Option(names = "--import", paramLabel = "FILE", description = "The same as: devices import FILE.")
    private @Nullable Path imported;

    @Override
    boolean run(NetStacks net) {
        Path file = imported;
        if (file != null) {
            DevicesImportCommand.take(this, net, DevicesImportCommand.file(file, net), false, false);
        } else {
            DevicesListCommand.print(this, net, net.inventory().all());
        }
        return true;
    }
}
