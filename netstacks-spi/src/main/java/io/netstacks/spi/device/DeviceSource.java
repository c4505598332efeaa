package io.netstacks.spi.device;

import java.util.List;

/** A place that knows devices: a file, a database, a source of truth. Safe for use by many threads. */
@FunctionalInterface
public interface DeviceSource {

    /**
     * Returns all devices, names unique.
     *
     * @throws io.netstacks.spi.error.InvalidInputException with every problem, if the source cannot be read as devices
     */
    List<Device> devices();

    /**
     * Returns all devices with what the source noticed while it read them, for example secrets that it left out.
     *
     * @throws io.netstacks.spi.error.InvalidInputException with every problem, as {@link #devices} does
     */
    default DeviceReport report() {
        return new DeviceReport(devices(), List.of());
    }
}
