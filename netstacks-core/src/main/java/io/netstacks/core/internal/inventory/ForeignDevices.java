package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.InventoryNode.Entries;
import io.netstacks.core.internal.inventory.InventoryNode.Nothing;
import io.netstacks.core.internal.inventory.InventoryNode.Scalar;
import io.netstacks.core.internal.inventory.InventoryNode.Vaulted;
import io.netstacks.spi.device.Device;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes devices of the hosts of Nornir and Ansible: groups become tags, the variable {@code site} the site, the variable
 * {@code netstacks} may hold every field of our own layout, and other variables become properties, unless they are secret.
 * Confined: one thread at a time.
 */
final class ForeignDevices {

    /** The variable with the fields of our own layout. */
    static final String OWN = "netstacks";

    static final String SITE = "site";

    private final PlatformLookup platforms;
    private final InventoryProblems problems;

    ForeignDevices(PlatformLookup platforms, InventoryProblems problems) {
        this.platforms = platforms;
        this.problems = problems;
    }

    Optional<Device> device(ForeignHost host) {
        PlainValues values = new PlainValues(host.name(), problems);
        Map<String, Object> own = own(host, values);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", host.name());
        host.connection()
                .forEach((key, node) -> connection(host, key, node, own).ifPresent(v -> fields.put(key, v)));
        Map<String, String> properties = new LinkedHashMap<>();
        host.variables().forEach((key, node) -> {
            if (key.equals(SITE) && node instanceof Scalar scalar) {
                fields.put(SITE, scalar.text());
            } else if (!key.equals(OWN)) {
                values.property(key, node).ifPresent(value -> properties.put(key, value));
            }
        });
        Set<Object> tags = new LinkedHashSet<>(host.groups());
        own.forEach((key, value) -> {
            if (key.equals("tags")) {
                tags.addAll(value instanceof List<?> list ? list : List.of(value));
            } else if (key.equals("properties") && value instanceof Map<?, ?> map) {
                map.forEach((name, text) -> properties.put(String.valueOf(name), String.valueOf(text)));
            } else {
                fields.put(key, value);
            }
        });
        fields.putIfAbsent("tags", new ArrayList<>(tags));
        fields.putIfAbsent("properties", properties);
        List<String> mistakes = new ArrayList<>();
        Optional<Device> device = new DeviceFields(host.place() + ": " + host.name(), mistakes).device(fields);
        mistakes.forEach(problems::add);
        return device;
    }

    private Map<String, Object> own(ForeignHost host, PlainValues values) {
        InventoryNode node = host.variables().get(OWN);
        if (node == null || node instanceof Nothing) {
            return Map.of();
        }
        if (!(node instanceof Entries entries)) {
            problems.add(node.place(), host.name(), OWN, "must be a map of the fields of a device");
            return Map.of();
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        entries.entries().forEach((key, value) -> {
            if (key.equals("name") || key.equals("host") || key.equals("port")) {
                problems.add(
                        value.place(), host.name(), OWN + "." + key, "is said by the inventory itself; leave it out");
            } else if (value instanceof Vaulted) {
                problems.add(value.place(), host.name(), OWN + "." + key, PlainValues.VAULT + "; write it in clear");
            } else if (key.equals("properties") && value instanceof Entries texts) {
                fields.put(key, values.texts(texts));
            } else if (!(value instanceof Nothing)) {
                fields.put(key, values.tree(value));
            }
        });
        return fields;
    }

    private Optional<String> connection(ForeignHost host, String key, InventoryNode node, Map<String, Object> own) {
        if (node instanceof Nothing || own.containsKey(key)) {
            return Optional.empty();
        }
        if (!(node instanceof Scalar scalar)) {
            String what =
                    node instanceof Vaulted ? PlainValues.VAULT + "; write it in clear" : "must be a text or number";
            problems.add(node.place(), host.name(), key, what);
            return Optional.empty();
        }
        if (scalar.text().contains("{{")) {
            problems.add(
                    node.place(),
                    host.name(),
                    key,
                    "is a template, and templates are not filled in here; write it out");
            return Optional.empty();
        }
        return key.equals("platform") ? platform(host, scalar) : Optional.of(scalar.text());
    }

    private Optional<String> platform(ForeignHost host, Scalar name) {
        if (name.text().isBlank()) {
            return Optional.empty();
        }
        Optional<String> id = platforms.idOf(name.text());
        if (id.isEmpty()) {
            problems.add(
                    name.place(),
                    host.name(),
                    "platform",
                    "\"" + name.text() + "\" is no platform and no alias of one; say which platform it means");
        }
        return id;
    }
}
