package io.netstacks.core.internal.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Devices in YAML. */
public final class YamlInventory {

    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    private YamlInventory() {}

    /** Reads the text of a file of the given name. */
    public static List<Device> read(String file, String text) {
        Map<String, Object> root;
        try {
            root = new YAMLMapper().readValue(text, MAP);
        } catch (JsonProcessingException e) {
            throw InvalidInputException.of(file + ": line "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + ": not YAML: "
                    + e.getOriginalMessage());
        }
        if (root == null || root.get("devices") == null) {
            throw InvalidInputException.of(file + ": needs a list of devices under the key \"devices\"");
        }
        List<String> problems = new ArrayList<>();
        Map<String, Object> defaults = map(file + ": defaults", root.get("defaults"), problems);
        List<Map<String, Object>> entries = entries(file, root.get("devices"), problems);
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Map<String, Object> fields = new LinkedHashMap<>(defaults);
            fields.putAll(entries.get(i));
            Object name = fields.get("name");
            String where = file + ": device " + (name == null ? "number " + (i + 1) : name);
            new DeviceFields(where, problems).device(fields).ifPresent(devices::add);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return devices;
    }

    private static List<Map<String, Object>> entries(String file, @Nullable Object value, List<String> problems) {
        List<Map<String, Object>> entries = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                entries.add(map(file + ": device number " + (i + 1), list.get(i), problems));
            }
        } else if (value instanceof Map<?, ?> byName) {
            byName.forEach((name, fields) -> {
                Map<String, Object> entry = new LinkedHashMap<>(map(file + ": device " + name, fields, problems));
                entry.putIfAbsent("name", name);
                entries.add(entry);
            });
        } else {
            problems.add(file + ": \"devices\" must be a list, or a map from name to device");
        }
        return entries;
    }

    private static Map<String, Object> map(String where, @Nullable Object value, List<String> problems) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> fields.put(String.valueOf(key), field));
        } else if (value != null) {
            problems.add(where + ": must be a map of fields");
        }
        return fields;
    }
}
