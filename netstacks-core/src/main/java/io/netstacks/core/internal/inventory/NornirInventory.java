package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.InventoryNode.Entries;
import io.netstacks.core.internal.inventory.InventoryNode.Items;
import io.netstacks.core.internal.inventory.InventoryNode.Nothing;
import io.netstacks.core.internal.inventory.InventoryNode.Scalar;
import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceFinding;
import io.netstacks.spi.device.DeviceReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Inventories in the layout of Nornir's {@code SimpleInventory}: {@code hosts.yaml}, and beside it {@code groups.yaml} and
 * {@code defaults.yaml} if they are there. A value is looked for in the host, then in its groups as they are listed, each
 * with the groups that it is in, then in the defaults (Nornir 3 documentation, "Inheritance model").
 */
public final class NornirInventory {

    private static final Set<String> KEYS =
            Set.of("hostname", "port", "username", "password", "platform", "groups", "data", "connection_options");

    /** The plugins whose connection options are about a command line, the best first. */
    private static final List<String> SHELLS = List.of("netmiko", "scrapli", "paramiko", "napalm");

    private final PlatformLookup platforms;
    private final InventoryProblems problems = new InventoryProblems();
    private Map<String, InventoryNode> groups = Map.of();
    private Map<String, InventoryNode> defaults = Map.of();

    private NornirInventory(PlatformLookup platforms) {
        this.platforms = platforms;
    }

    /** Reads a folder with {@code hosts.yaml}, or that file. */
    public static DeviceReport read(Path path, PlatformLookup platforms) {
        return new NornirInventory(platforms).read(path);
    }

    private DeviceReport read(Path path) {
        Path hostsFile = Files.isDirectory(path) ? either(path, "hosts").orElse(path.resolve("hosts.yaml")) : path;
        Path folder =
                Optional.ofNullable(hostsFile.toAbsolutePath().getParent()).orElse(path);
        Map<String, InventoryNode> hosts = file(hostsFile);
        groups = either(folder, "groups").map(this::file).orElse(Map.of());
        defaults = either(folder, "defaults").map(this::file).orElse(Map.of());
        groups.forEach((name, group) -> checkKeys("group " + name, group));
        checkKeys("defaults", new Entries(new InventoryPlace("defaults.yaml", 0), defaults));
        ForeignDevices devices = new ForeignDevices(platforms, problems);
        List<Device> made = new ArrayList<>();
        hosts.forEach((name, node) -> {
            checkKeys(name, node);
            devices.device(host(name, node)).ifPresent(made::add);
        });
        problems.check();
        return new DeviceReport(made, problems.findings());
    }

    private static Optional<Path> either(Path folder, String name) {
        return List.of(name + ".yaml", name + ".yml").stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    private Map<String, InventoryNode> file(Path file) {
        String name = String.valueOf(file.getFileName());
        return InventoryYaml.map(
                InventoryYaml.read(name, InventoryFiles.text(file, problems), problems), "the file", problems);
    }

    private void checkKeys(String who, InventoryNode node) {
        Map<String, InventoryNode> entries = InventoryYaml.map(node, who, problems);
        entries.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                problems.add(
                        value.place(),
                        who,
                        key,
                        "is no key of Nornir's" + NearMatches.hint(key, KEYS, "variables go under data"));
            }
        });
        groupsOf(who, entries).forEach(group -> {
            if (!groups.containsKey(group)) {
                problems.add(node.place(), who, "groups", "there is no group \"" + group + "\" in groups.yaml");
            }
        });
    }

    private ForeignHost host(String name, InventoryNode node) {
        Map<String, InventoryNode> own = node instanceof Entries map ? map.entries() : Map.of();
        Set<String> tags = new LinkedHashSet<>();
        collect(own, tags);
        List<Map<String, InventoryNode>> layers = new ArrayList<>();
        layers.add(own);
        tags.forEach(group -> layers.add(groups.get(group) instanceof Entries map ? map.entries() : Map.of()));
        layers.add(defaults);

        Map<String, InventoryNode> variables = new LinkedHashMap<>();
        Map<String, InventoryNode> connection = new LinkedHashMap<>();
        Map<String, InventoryNode> options = new LinkedHashMap<>();
        for (Map<String, InventoryNode> layer : layers) {
            entries(layer.get("data")).forEach(variables::putIfAbsent);
            entries(layer.get("connection_options")).forEach(options::putIfAbsent);
            take(layer, "hostname", "host", connection);
            take(layer, "port", "port", connection);
            take(layer, "platform", "platform", connection);
            take(layer, "username", "username", variables);
            take(layer, "password", "password", variables);
        }
        shell(name, options, connection, variables);
        return new ForeignHost(name, node.place(), tags, connection, variables);
    }

    /** What the options of the first plugin for command lines say goes before what the host says. */
    private void shell(
            String host,
            Map<String, InventoryNode> options,
            Map<String, InventoryNode> connection,
            Map<String, InventoryNode> variables) {
        Optional<String> chosen = SHELLS.stream()
                .filter(name -> options.get(name) instanceof Entries)
                .findFirst();
        options.forEach((plugin, node) -> {
            Map<String, InventoryNode> entries = entries(node);
            if (chosen.filter(plugin::equals).isPresent()) {
                Map<String, InventoryNode> better = new LinkedHashMap<>();
                take(entries, "hostname", "host", better);
                take(entries, "port", "port", better);
                take(entries, "platform", "platform", better);
                connection.putAll(better);
            }
            variables.putIfAbsent("connection_options." + plugin, extras(entries, node.place()));
        });
        if (chosen.isEmpty() && !options.isEmpty()) {
            problems.find(
                    DeviceFinding.Kind.NOTE,
                    options.values().iterator().next().place(),
                    host,
                    "connection_options",
                    "none of " + options.keySet()
                            + " is about a command line; host, port and platform are the host's own");
        }
    }

    private static InventoryNode extras(Map<String, InventoryNode> entries, InventoryPlace place) {
        Map<String, InventoryNode> rest = new LinkedHashMap<>(entries);
        rest.keySet().removeAll(Set.of("hostname", "port", "platform"));
        rest.values().removeIf(Nothing.class::isInstance);
        return rest.isEmpty() ? new Nothing(place) : new Entries(place, rest);
    }

    /** Adds the groups of a host or group, each followed by those that it is in itself. */
    private void collect(Map<String, InventoryNode> entries, Set<String> found) {
        for (String group : groupsOf("", entries)) {
            if (groups.containsKey(group) && found.add(group)) {
                collect(groups.get(group) instanceof Entries map ? map.entries() : Map.of(), found);
            }
        }
    }

    private List<String> groupsOf(String who, Map<String, InventoryNode> entries) {
        InventoryNode node = entries.get("groups");
        if (node instanceof Items list) {
            return list.items().stream()
                    .filter(Scalar.class::isInstance)
                    .map(item -> ((Scalar) item).text())
                    .toList();
        }
        if (node != null && !(node instanceof Nothing) && !who.isEmpty()) {
            problems.add(node.place(), who, "groups", "must be a list of names");
        }
        return List.of();
    }

    private static void take(Map<String, InventoryNode> from, String key, String as, Map<String, InventoryNode> into) {
        InventoryNode node = from.get(key);
        if (node != null && !(node instanceof Nothing)) {
            into.putIfAbsent(as, node);
        }
    }

    private static Map<String, InventoryNode> entries(@Nullable InventoryNode node) {
        return node instanceof Entries map ? map.entries() : Map.of();
    }
}
