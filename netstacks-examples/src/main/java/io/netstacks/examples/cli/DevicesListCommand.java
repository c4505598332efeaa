package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.inventory.DeviceQuery;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.device.Device;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists devices by name.")
final class DevicesListCommand extends DeviceCommand {

    @Option(
            names = "--where",
            paramLabel = "QUERY",
            description = "Only these, for example: site=ber and (tag=core or name~edge-*) and not platform=linux. "
                    + "Disabled devices are left out unless it says enabled=any or enabled=false.")
    private Optional<String> where = Optional.empty();

    @Override
    boolean run(NetStacks net) {
        print(this, net, chosen(net, where));
        return true;
    }

    static List<Device> chosen(NetStacks net, Optional<String> where) {
        return where.map(DeviceQuery::parse).map(net.inventory()::select).orElseGet(net.inventory()::all);
    }

    static void print(DeviceCommand command, NetStacks net, List<Device> devices) {
        if (command.common().json()) {
            command.printJson(devices.stream().map(device -> tree(net, device)).toList());
            return;
        }
        Table table = new Table("DEVICE", "ADDRESS", "PLATFORM", "SITE", "TAGS", "LAST BACKUP");
        devices.forEach(device -> table.add(
                device.name() + (device.enabled() ? "" : " (disabled)"),
                device.endpoint().toString(),
                device.platform(),
                device.site().orElse(""),
                String.join(" ", new TreeSet<>(device.tags())),
                net.backups()
                        .latest(device.name())
                        .map(backup -> backup.verifiedAt().toString())
                        .orElse("never")));
        table.print(command.out());
    }

    private static Map<String, Object> tree(NetStacks net, Device device) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", device.name());
        tree.put("host", device.endpoint().host());
        tree.put("port", device.endpoint().port());
        tree.put("platform", device.platform());
        tree.put("transport", device.transport());
        tree.put("site", device.site().orElse(""));
        tree.put("tags", new TreeSet<>(device.tags()));
        tree.put("enabled", device.enabled());
        net.backups()
                .latest(device.name())
                .map(Backup::verifiedAt)
                .ifPresent(at -> tree.put("last_backup", at.toString()));
        return tree;
    }
}
