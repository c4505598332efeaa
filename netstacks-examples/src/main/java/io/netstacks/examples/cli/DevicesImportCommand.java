package io.netstacks.examples.cli;

import io.netstacks.core.NetStacks;
import io.netstacks.core.inventory.Inventories;
import io.netstacks.core.inventory.InventoryChange;
import io.netstacks.core.inventory.InventoryFormat;
import io.netstacks.core.inventory.NetBoxQuery;
import io.netstacks.core.inventory.PlatformNames;
import io.netstacks.core.text.VisibleText;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceFinding;
import io.netstacks.spi.device.DeviceReport;
import io.netstacks.spi.device.DeviceSource;
import io.netstacks.spi.error.InvalidInputException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Takes devices of a file, a folder or a NetBox into the store: all of them or, if there is a mistake, none.")
final class DevicesImportCommand extends DeviceCommand {

    /** What an inventory may be, and the wish to find it out. */
    enum Format {
        AUTO,
        NORNIR,
        ANSIBLE,
        CSV,
        YAML,
        NETBOX
    }

    @Parameters(paramLabel = "PLACE", description = "A file, a folder, or the address of a NetBox.")
    private String place = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description = "auto, nornir, ansible, csv, yaml or netbox (default: ${DEFAULT-VALUE}).")
    private String format = "auto";

    @Option(names = "--dry-run", description = "Only show what would be added, changed and removed.")
    private boolean dryRun;

    @Option(names = "--prune", description = "Remove stored devices that are not there.")
    private boolean prune;

    @Option(
            names = "--platform-map",
            paramLabel = "NAME=ID",
            description = "Which platform a name of the inventory means; may be repeated.")
    private Map<String, String> platformMap = new LinkedHashMap<>();

    @Option(
            names = "--token-env",
            paramLabel = "VARIABLE",
            defaultValue = "NETBOX_TOKEN",
            description = "The environment variable with the token of NetBox (default: ${DEFAULT-VALUE}).")
    private String tokenVariable = "NETBOX_TOKEN";

    @Option(
            names = "--filter",
            paramLabel = "NAME=VALUE",
            description = "A filter of NetBox, for example site=ber; may be repeated.")
    private Map<String, String> filters = new LinkedHashMap<>();

    @Override
    boolean run(NetStacks net) {
        PlatformNames names = PlatformNames.of(net.platforms());
        for (Map.Entry<String, String> entry : platformMap.entrySet()) {
            names = names.with(entry.getKey(), entry.getValue());
        }
        take(this, net, source(names), dryRun, prune);
        return true;
    }

    private DeviceSource source(PlatformNames names) {
        Format wanted = format();
        boolean isAddress = place.startsWith("https://") || place.startsWith("http://");
        if (wanted == Format.NETBOX || (wanted == Format.AUTO && isAddress)) {
            return netBox(names);
        }
        Path path = Path.of(place);
        InventoryFormat layout =
                wanted == Format.AUTO ? InventoryFormat.of(path) : InventoryFormat.valueOf(wanted.name());
        return Inventories.read(path, layout, names);
    }

    private DeviceSource netBox(PlatformNames names) {
        String token = Optional.ofNullable(System.getenv(tokenVariable))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> InvalidInputException.of("put the token of NetBox into the environment variable "
                        + tokenVariable + ", or name another one with --token-env"));
        NetBoxQuery query;
        try {
            query = NetBoxQuery.at(URI.create(place), Secret.of(token.strip())).platforms(names);
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.of("\"" + place + "\" is no address of a NetBox");
        }
        for (Map.Entry<String, String> filter : filters.entrySet()) {
            query = query.filter(filter.getKey(), filter.getValue());
        }
        return Inventories.netBox(query);
    }

    private Format format() {
        try {
            return Format.valueOf(format.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.of(
                    "--format is auto, nornir, ansible, csv, yaml or netbox but is \"" + format + "\"");
        }
    }

    /** Returns the devices of a file or folder, whatever its layout is. */
    static DeviceSource file(Path path, NetStacks net) {
        return Inventories.read(path, InventoryFormat.of(path), PlatformNames.of(net.platforms()));
    }

    /** Compares, and unless it is a dry run changes the store. */
    static void take(DeviceCommand command, NetStacks net, DeviceSource source, boolean dryRun, boolean prune) {
        DeviceReport report = source.report();
        report.devices().stream()
                .map(Device::platform)
                .filter(platform -> !platform.equals("autodetect"))
                .distinct()
                .forEach(net.platforms()::get);
        InventoryChange change = net.inventory().compare(report.devices(), prune);
        if (!dryRun) {
            net.inventory().apply(change);
        }
        if (command.common().json()) {
            command.printJson(tree(change, report.findings(), dryRun));
        } else {
            print(command, change, report.findings(), dryRun);
        }
    }

    private static void print(
            DeviceCommand command, InventoryChange change, List<DeviceFinding> findings, boolean dryRun) {
        change.added().forEach(device -> line(command, "+ " + device));
        change.changed().forEach(each -> {
            line(command, "~ " + each.after().name());
            each.fields()
                    .forEach((key, values) ->
                            line(command, "    " + key + ": " + shown(values.get(0)) + " -> " + shown(values.get(1))));
        });
        change.removed().forEach(device -> line(command, "- " + device));
        findings.forEach(finding -> line(command, "! " + finding));
        line(
                command,
                change.added().size() + " added, " + change.changed().size() + " changed, "
                        + change.removed().size() + " removed, " + change.unchanged() + " as they were"
                        + (dryRun ? " (dry run, nothing is stored)" : ""));
    }

    private static void line(DeviceCommand command, String text) {
        command.out().println(VisibleText.of(text));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(usual)" : value;
    }

    private static Map<String, Object> tree(InventoryChange change, List<DeviceFinding> findings, boolean dryRun) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("dry_run", dryRun);
        tree.put("added", change.added().stream().map(Device::name).toList());
        Map<String, Object> changed = new LinkedHashMap<>();
        change.changed().forEach(each -> changed.put(each.after().name(), each.fields()));
        tree.put("changed", changed);
        tree.put("removed", change.removed().stream().map(Device::name).toList());
        tree.put("unchanged", change.unchanged());
        tree.put("findings", findings.stream().map(DevicesImportCommand::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(DeviceFinding finding) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", finding.kind().name());
        tree.put("place", finding.place());
        tree.put("devices", finding.devices());
        tree.put("key", finding.key());
        tree.put("what", finding.what());
        return tree;
    }
}
