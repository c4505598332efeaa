package io.netstacks.spi.device;

import java.util.List;

/**
 * The devices of a source, and what a person should know about how they were read. Immutable.
 *
 * @param devices all devices, names unique
 * @param findings what was left out or changed; empty when all is as the source has it
 */
public record DeviceReport(List<Device> devices, List<DeviceFinding> findings) {

    /** Copies both. */
    public DeviceReport {
        devices = List.copyOf(devices);
        findings = List.copyOf(findings);
    }
}
