package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.inventory.Inventories;
import io.netstacks.core.inventory.InventoryFormat;
import io.netstacks.core.inventory.PlatformNames;
import io.netstacks.core.text.VisibleText;
import io.netstacks.spi.device.Device;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows everything that is known of a device.")
final class DevicesShowCommand extends DeviceCommand {

    @Parameters(paramLabel = "DEVICE", description = "The device.")
    private String name = "";

    @Override
    boolean run(NetStacks net) {
        Device device = net.inventory().get(name);
        if (common().json()) {
            printJson(tree(device));
        } else {
            Map<String, String> files =
                    Inventories.export(List.of(device), InventoryFormat.YAML, PlatformNames.of(net.platforms()));
            files.values().forEach(text -> text.lines().skip(1).forEach(line -> out().println(VisibleText.of(line))));
        }
        return true;
    }

    private static Map<String, Object> tree(Device device) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", device.name());
        tree.put("host", device.endpoint().host());
        tree.put("port", device.endpoint().port());
        tree.put("platform", device.platform());
        tree.put("transport", device.transport());
        tree.put("credential", device.credential());
        tree.put("site", device.site().orElse(""));
        tree.put("tags", new TreeSet<>(device.tags()));
        tree.put("ssh_profile", device.sshProfile());
        tree.put("host_key_pin", device.hostKeyPin().orElse(""));
        tree.put(
                "via",
                device.hops().stream().map(hop -> hop.endpoint().toString()).toList());
        tree.put(
                "proxy",
                device.proxy().map(proxy -> proxy.endpoint().toString()).orElse(""));
        tree.put("command_timeout_seconds", device.commandTimeout().toMillis() / 1000.0);
        tree.put("enabled", device.enabled());
        tree.put("properties", new TreeMap<>(device.properties()));
        return tree;
    }
}
