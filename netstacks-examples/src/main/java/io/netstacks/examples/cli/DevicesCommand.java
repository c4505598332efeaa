package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.device.Device;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "Lists the devices that are known, or takes devices of a file into the store.")
final class DevicesCommand extends DeviceCommand {

    @Option(names = "--import", paramLabel = "FILE", description = "Take the devices of this YAML or CSV file in.")
    private @Nullable Path imported;

    @Override
    boolean run(NetStacks net) {
        Path file = imported;
        if (file != null) {
            List<Device> devices = CommonOptions.source(file).devices();
            devices.stream()
                    .map(Device::platform)
                    .filter(platform -> !platform.equals("autodetect"))
                    .forEach(net.platforms()::get);
            devices.forEach(net.inventory()::save);
            out().println(devices.size() + " devices are in the store now");
            return true;
        }
        List<Device> devices = net.inventory().all();
        if (common().json()) {
            printJson(devices.stream().map(device -> tree(net, device)).toList());
        } else {
            Table table = new Table("DEVICE", "ADDRESS", "PLATFORM", "SITE", "TAGS", "LAST BACKUP");
            devices.forEach(device -> table.add(
                    device.name() + (device.enabled() ? "" : " (disabled)"),
                    device.endpoint().toString(),
                    device.platform(),
                    device.site().orElse(""),
                    String.join(" ", device.tags()),
                    net.backups()
                            .latest(device.name())
                            .map(b -> b.verifiedAt().toString())
                            .orElse("never")));
            table.print(out());
        }
        return true;
    }

    private static Map<String, Object> tree(NetStacks net, Device device) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", device.name());
        tree.put("host", device.endpoint().host());
        tree.put("port", device.endpoint().port());
        tree.put("platform", device.platform());
        tree.put("transport", device.transport());
        tree.put("site", device.site().orElse(""));
        tree.put("tags", device.tags());
        tree.put("enabled", device.enabled());
        net.backups()
                .latest(device.name())
                .map(Backup::verifiedAt)
                .ifPresent(at -> tree.put("last_backup", at.toString()));
        return tree;
    }
}
