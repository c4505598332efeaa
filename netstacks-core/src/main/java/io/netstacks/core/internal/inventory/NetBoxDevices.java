package io.netstacks.core.internal.inventory;

import io.netstacks.core.text.Json;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceFinding.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes devices of NetBox's objects, in the shapes of version 3 ({@code device_role}) and 4 ({@code role}). An object that
 * cannot be a device is left out and noted, so that one does not spoil all. Confined: one thread at a time.
 */
final class NetBoxDevices {

    /** Custom fields that set fields of the device. */
    private static final String PREFIX = "netstacks_";

    private final NetBoxSettings settings;
    private final PlatformLookup platforms;
    private final InventoryProblems notes;
    private final Map<String, Device> byName = new LinkedHashMap<>();

    NetBoxDevices(NetBoxSettings settings, PlatformLookup platforms, InventoryProblems notes) {
        this.settings = settings;
        this.platforms = platforms;
        this.notes = notes;
    }

    List<Device> devices() {
        return new ArrayList<>(byName.values());
    }

    void add(String path, Map<?, ?> object) {
        InventoryPlace place = new InventoryPlace(path + text(object, "id") + "/", 0);
        String name = text(object, "name");
        if (name.isEmpty()) {
            note(place, "", "name", "has no name and is left out");
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("host", host(object).orElse(name));
        fields.put("credential", settings.credential());
        fields.put("site", slug(object.get("site")));
        fields.put("tags", tags(object.get("tags")));
        fields.put("enabled", settings.enabledStatuses().contains(value(object.get("status"))));
        Map<String, String> properties = properties(object);
        custom(place, name, object.get("custom_fields"), fields, properties);
        fields.put("properties", properties);
        if (!fields.containsKey("platform")) {
            platform(place, name, object.get("platform")).ifPresent(id -> fields.put("platform", id));
        }
        List<String> mistakes = new ArrayList<>();
        new DeviceFields("", mistakes).device(fields).ifPresent(device -> keep(place, object, device));
        mistakes.forEach(mistake -> note(place, name, "", "is left out" + mistake));
    }

    private void keep(InventoryPlace place, Map<?, ?> object, Device device) {
        if (byName.putIfAbsent(device.name(), device) != null) {
            note(place, device.name(), "name", "is there twice; the second one is left out");
        } else if (host(object).isEmpty()) {
            note(place, device.name(), "primary_ip", "is not set; the name is taken as its address");
        }
    }

    private Optional<String> platform(InventoryPlace place, String device, @Nullable Object platform) {
        if (!(platform instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Optional<String> id = platforms.idOf(text(map, "slug")).or(() -> platforms.idOf(text(map, "name")));
        if (id.isEmpty()) {
            note(
                    place,
                    device,
                    "platform",
                    "\"" + text(map, "slug") + "\" is no platform and no alias of one, so it is found out at login; say"
                            + " which platform it means");
        }
        return id;
    }

    private static Optional<String> host(Map<?, ?> object) {
        return List.of("primary_ip", "primary_ip4", "primary_ip6").stream()
                .map(object::get)
                .filter(Map.class::isInstance)
                .map(ip -> text((Map<?, ?>) ip, "address"))
                .filter(address -> !address.isEmpty())
                .map(address -> address.split("/", 2)[0])
                .findFirst();
    }

    private static Map<String, String> properties(Map<?, ?> object) {
        Map<String, String> properties = new LinkedHashMap<>();
        Object type = object.get("device_type");
        put(properties, "netbox_id", text(object, "id"));
        put(properties, "status", value(object.get("status")));
        put(properties, "role", slug(object.get("role") == null ? object.get("device_role") : object.get("role")));
        put(properties, "tenant", slug(object.get("tenant")));
        put(properties, "serial", text(object, "serial"));
        if (type instanceof Map<?, ?> map) {
            put(properties, "model", text(map, "model"));
            put(properties, "manufacturer", slug(map.get("manufacturer")));
        }
        if (object.get("cluster") instanceof Map<?, ?> cluster) {
            put(properties, "cluster", text(cluster, "name"));
        }
        return properties;
    }

    private void custom(
            InventoryPlace place,
            String device,
            @Nullable Object custom,
            Map<String, Object> fields,
            Map<String, String> properties) {
        if (!(custom instanceof Map<?, ?> map)) {
            return;
        }
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            String field = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
            if (value == null || value.equals("")) {
                return;
            }
            String text = value instanceof Map || value instanceof List ? Json.write(value) : String.valueOf(value);
            if (List.of(
                            "credential",
                            "port",
                            "transport",
                            "platform",
                            "ssh_profile",
                            "host_key_pin",
                            "command_timeout_seconds")
                    .contains(field)) {
                fields.put(field, text);
            } else if (!(value instanceof Boolean) && SecretNames.isSecret(name, text)) {
                notes.find(
                        Kind.SECRET,
                        place,
                        device,
                        "custom_fields." + name,
                        "is a secret in clear text and is left out; give it to a CredentialProvider and name that in the"
                                + " custom field netstacks_credential");
            } else {
                properties.put("cf_" + name, text);
            }
        });
    }

    private static List<String> tags(@Nullable Object tags) {
        return tags instanceof List<?> list
                ? list.stream()
                        .map(NetBoxDevices::slug)
                        .filter(slug -> !slug.isEmpty())
                        .toList()
                : List.of();
    }

    private static void put(Map<String, String> properties, String key, String value) {
        if (!value.isEmpty()) {
            properties.put(key, value);
        }
    }

    private static String slug(@Nullable Object object) {
        return object instanceof Map<?, ?> map ? text(map, "slug") : "";
    }

    /** A choice is an object with value and label. */
    private static String value(@Nullable Object choice) {
        return choice instanceof Map<?, ?> map ? text(map, "value") : choice == null ? "" : String.valueOf(choice);
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(value).strip();
    }

    private void note(InventoryPlace place, String device, String key, String what) {
        notes.find(Kind.NOTE, place, device, key, what);
    }
}
