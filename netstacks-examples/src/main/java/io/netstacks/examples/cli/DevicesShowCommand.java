package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.inventory.ConnectionExplanation;
import io.netstacks.core.inventory.EffectiveValue;
import io.netstacks.core.inventory.Inventories;
import io.netstacks.core.inventory.InventoryFormat;
import io.netstacks.core.inventory.PlatformNames;
import io.netstacks.core.text.VisibleText;
import io.netstacks.spi.device.Device;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows everything that is known of a device, and what a session with it would use and why.")
final class DevicesShowCommand extends DeviceCommand {

    @Parameters(paramLabel = "DEVICE", description = "The device.")
    private String name = "";

    @Override
    boolean run(NetStacks net) {
        Device device = net.inventory().get(name);
        ConnectionExplanation used = net.connections().explain(device);
        if (common().json()) {
            Map<String, Object> tree = tree(device);
            tree.put("effective", tree(used));
            printJson(tree);
        } else {
            Map<String, String> files =
                    Inventories.export(List.of(device), InventoryFormat.YAML, PlatformNames.of(net.platforms()));
            files.values().forEach(text -> text.lines().skip(1).forEach(line -> out().println(VisibleText.of(line))));
            print(used);
        }
        return true;
    }

    private void print(ConnectionExplanation used) {
        out().println();
        Table table = new Table("a session uses", "", "said by");
        for (EffectiveValue value : used.values()) {
            table.add(value.name(), VisibleText.of(value.value()), layer(value));
        }
        table.print(out());
        if (!used.notes().isEmpty()) {
            out().println("note: " + VisibleText.of(used.notes()));
        }
        used.problems().forEach(problem -> out().println("! " + VisibleText.of(Advice.in(problem))));
    }

    private static String layer(EffectiveValue value) {
        return value.layer().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> tree(ConnectionExplanation used) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (EffectiveValue value : used.values()) {
            tree.put(value.name(), JsonTree.of("value", value.value(), "layer", layer(value)));
        }
        tree.put("notes", used.notes());
        tree.put("problems", used.problems().stream().map(Advice::in).toList());
        return tree;
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
