package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import io.netstacks.spi.template.VariableValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A service of a stack with the devices that it is for. Immutable; {@code with…} gives copies.
 *
 * @param outline which template, when, and what is checked
 * @param devices the names of the devices, at most 10 000
 * @param variables its values, on every device
 * @param perDevice more values by device, which win over the others
 */
public record ServiceDefinition(
        ServiceOutline outline, List<String> devices, VariableValues variables, Map<String, VariableValues> perDevice) {

    private static final int MOST_DEVICES = 10_000;

    /** Checks the sizes and copies. */
    public ServiceDefinition {
        devices = List.copyOf(devices);
        perDevice = Collections.unmodifiableMap(new LinkedHashMap<>(perDevice));
        Limits.count(MOST_DEVICES, "devices of a service", devices);
        devices.forEach(device -> Limits.key("a device of a service", device));
    }

    /** Returns a service without values of its own. */
    public static ServiceDefinition on(List<String> devices, ServiceOutline outline) {
        return new ServiceDefinition(outline, devices, VariableValues.none(), Map.of());
    }

    /** Returns a copy with these values on every device. */
    public ServiceDefinition with(VariableValues values) {
        return new ServiceDefinition(outline, devices, values, perDevice);
    }

    /** Returns a copy with these values by device. */
    public ServiceDefinition withPerDevice(Map<String, VariableValues> values) {
        return new ServiceDefinition(outline, devices, variables, values);
    }

    /** Returns the name of the service. */
    public String name() {
        return outline.name();
    }
}
