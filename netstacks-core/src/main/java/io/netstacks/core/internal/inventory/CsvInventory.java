package io.netstacks.core.internal.inventory;

import io.netstacks.core.text.CsvLine;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Devices in CSV (RFC 4180 quoting, no line breaks in fields). */
public final class CsvInventory {

    private CsvInventory() {}

    /** Reads the text of a file of the given name. */
    public static List<Device> read(String file, String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            throw InvalidInputException.of(file + ": needs a header line");
        }
        List<String> problems = new ArrayList<>();
        List<String> header = CsvLine.fields(lines.get(0).replace("\uFEFF", "")).stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        List<Device> devices = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                row(file + ":" + (i + 1), header, CsvLine.fields(lines.get(i)), devices, problems);
            }
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
            fields.put(header.get(i), values.get(i));
        }
        new DeviceFields(where, problems).device(fields).ifPresent(devices::add);
    }
}
