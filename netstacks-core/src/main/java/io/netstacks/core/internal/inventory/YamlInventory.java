package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.InventoryNode.Entries;
import io.netstacks.core.internal.inventory.InventoryNode.Items;
import io.netstacks.core.internal.inventory.InventoryNode.Nothing;
import io.netstacks.core.internal.inventory.InventoryNode.Scalar;
import io.netstacks.spi.device.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Devices in YAML, in our own layout. A value is what is written: a site may be called {@code no} and a device {@code 0123}.
 * Confined: one thread at a time.
 */
public final class YamlInventory {

    /** Anchors may make a small file a huge value; no device has so many parts. */
    private static final int MOST_PARTS = 20_000;

    private final InventoryProblems problems = new InventoryProblems();
    private int parts;

    private YamlInventory() {}

    /** Reads a file. */
    public static List<Device> read(Path file) {
        return new YamlInventory().devices(file);
    }

    private List<Device> devices(Path path) {
        String file = String.valueOf(path.getFileName());
        String text = InventoryFiles.text(path, problems);
        problems.check();
        InventoryNode root = InventoryYaml.read(file, text, problems);
        problems.check();
        Map<String, InventoryNode> top = InventoryYaml.map(root, "the file", problems);
        Map<String, InventoryNode> defaults = InventoryYaml.map(top.get("defaults"), "defaults", problems);
        List<Device> devices = new ArrayList<>();
        InventoryNode listed = top.getOrDefault("devices", new Nothing(root.place()));
        if (listed instanceof Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                device("number " + (i + 1), list.items().get(i), defaults, devices);
            }
        } else if (listed instanceof Entries byName) {
            byName.entries().forEach((name, fields) -> {
                Map<String, InventoryNode> named = new LinkedHashMap<>(defaults);
                named.put("name", new Scalar(fields.place(), name, InventoryNode.ScalarType.TEXT));
                device(name, fields, named, devices);
            });
        } else if (listed instanceof Nothing) {
            problems.add(new InventoryPlace(file, 0), "needs a list of devices under the key \"devices\"");
        } else {
            problems.add(listed.place(), "\"devices\" must be a list, or a map from name to device");
        }
        problems.check();
        return devices;
    }

    private void device(String called, InventoryNode node, Map<String, InventoryNode> defaults, List<Device> devices) {
        parts = 0;
        Map<String, InventoryNode> entries = new LinkedHashMap<>(defaults);
        entries.putAll(InventoryYaml.map(node, "device " + called, problems));
        Map<String, Object> fields = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            if (key.equals("properties") && value instanceof Entries properties) {
                fields.put(key, new PlainValues(called, problems).texts(properties));
            } else if (!(value instanceof Nothing) || !DeviceFields.NAMES.contains(key)) {
                fields.put(key, written(value));
            }
        });
        String name = entries.get("name") instanceof Scalar scalar ? scalar.text() : called;
        List<String> mistakes = new ArrayList<>();
        new DeviceFields(node.place() + ": device " + name, mistakes)
                .device(fields)
                .ifPresent(devices::add);
        mistakes.forEach(problems::add);
    }

    private Object written(InventoryNode node) {
        if (++parts > MOST_PARTS) {
            if (parts == MOST_PARTS + 1) {
                problems.add(node.place(), "the device has more than " + MOST_PARTS + " values");
            }
            return "";
        }
        if (node instanceof Scalar scalar) {
            return scalar.text();
        }
        if (node instanceof Items list) {
            return list.items().stream().map(this::written).toList();
        }
        if (node instanceof Entries map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.entries().forEach((key, value) -> values.put(key, written(value)));
            return values;
        }
        if (node instanceof InventoryNode.Vaulted) {
            problems.add(node.place(), PlainValues.VAULT + "; write it in clear");
        }
        return "";
    }
}
