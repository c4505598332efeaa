package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.inventory.Inventories;
import io.netstacks.core.inventory.InventoryFormat;
import io.netstacks.core.inventory.PlatformNames;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes devices to a folder, in the layout of another tool or our own; without one to the screen.")
final class DevicesExportCommand extends DeviceCommand {

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "Where the files go; made if it is not there.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "yaml",
            description = "yaml, csv, nornir or ansible (default: ${DEFAULT-VALUE}).")
    private String format = "yaml";

    @Option(names = "--where", paramLabel = "QUERY", description = "Only these, as for devices list.")
    private Optional<String> where = Optional.empty();

    @Override
    boolean run(NetStacks net) {
        List<Device> devices = DevicesListCommand.chosen(net, where);
        Map<String, String> files = Inventories.export(devices, format(), PlatformNames.of(net.platforms()));
        if (folder.isPresent()) {
            Path place = folder.get();
            files.forEach((name, text) -> TextFiles.write(place.resolve(name), text));
            out().println(devices.size() + " device(s) written to "
                    + String.join(
                            ", ",
                            files.keySet().stream()
                                    .map(name -> place.resolve(name).toString())
                                    .toList()));
        } else if (files.size() == 1) {
            files.values().forEach(out()::print);
        } else {
            throw InvalidInputException.of("this layout has several files; name a folder for them");
        }
        return true;
    }

    private InventoryFormat format() {
        try {
            return InventoryFormat.valueOf(format.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.of("--format is yaml, csv, nornir or ansible but is \"" + format + "\"");
        }
    }
}
