package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.CsvRecords.CsvRecord;
import io.netstacks.core.text.Json;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Devices in CSV (RFC 4180); structures in a field are JSON. */
public final class CsvInventory {

    private static final Set<String> STRUCTURES = Set.of("via", "proxy", "properties");

    private CsvInventory() {}

    /** Reads a file. */
    public static List<Device> read(Path path) {
        InventoryProblems unread = new InventoryProblems();
        String text = InventoryFiles.text(path, unread);
        unread.check();
        String file = String.valueOf(path.getFileName());
        List<CsvRecord> records;
        try {
            records = CsvRecords.of(text);
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.of(file + ": " + e.getMessage());
        }
        if (records.isEmpty()) {
            throw InvalidInputException.of(file + ": needs a header line");
        }
        List<String> problems = new ArrayList<>();
        List<String> header = records.get(0).fields().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        List<Device> devices = new ArrayList<>();
        for (CsvRecord row : records.subList(1, records.size())) {
            row(file + ":" + row.line(), header, row.fields(), devices, problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return devices;
    }

    private static void row(
            String where, List<String> header, List<String> values, List<Device> devices, List<String> problems) {
        if (values.size() != header.size()) {
            problems.add(where + ": has " + values.size() + " fields, the header has " + header.size());
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String column = header.get(i);
            String value = values.get(i);
            boolean structure = STRUCTURES.contains(column) || (column.equals("tags") && value.startsWith("["));
            if (!structure) {
                fields.put(column, value);
            } else if (!value.isBlank()) {
                structure(where, column, value, fields, problems);
            }
        }
        new DeviceFields(where, problems).device(fields).ifPresent(devices::add);
    }

    private static void structure(
            String where, String column, String value, Map<String, Object> fields, List<String> problems) {
        try {
            Object tree = Json.readObject("{\"field\":" + value + "}").get("field");
            if (tree != null) {
                fields.put(column, tree);
            }
        } catch (InvalidInputException e) {
            problems.add(where + ": " + column + " must be JSON");
        }
    }
}
