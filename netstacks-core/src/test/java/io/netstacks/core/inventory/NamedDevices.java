package io.netstacks.core.inventory;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceReport;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The devices of a report by name. */
final class NamedDevices {

    private final Map<String, Device> devices = new LinkedHashMap<>();

    NamedDevices(DeviceReport report) {
        report.devices().forEach(device -> devices.put(device.name(), device));
    }

    Device get(String name) {
        return Objects.requireNonNull(devices.get(name), name);
    }

    Set<String> keySet() {
        return devices.keySet();
    }

    Collection<Device> values() {
        return devices.values();
    }
}
