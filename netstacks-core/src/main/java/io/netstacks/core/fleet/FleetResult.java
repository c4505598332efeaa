package io.netstacks.core.fleet;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.NetStacksException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of the work on every device, in the order of the devices. Immutable.
 *
 * @param results one per device
 * @param <T> what the work gives
 */
public record FleetResult<T>(List<DeviceResult<T>> results) {

    /** Copies the results. */
    public FleetResult {
        results = List.copyOf(results);
    }

    /** Returns what the work gave, by device. */
    public Map<Device, T> succeeded() {
        Map<Device, T> values = new LinkedHashMap<>();
        results.forEach(result -> {
            if (result instanceof DeviceResult.Ok<T> ok) {
                values.put(ok.device(), ok.value());
            }
        });
        return Collections.unmodifiableMap(values);
    }

    /** Returns why it failed, by device. */
    public Map<Device, NetStacksException> failed() {
        Map<Device, NetStacksException> errors = new LinkedHashMap<>();
        results.forEach(result -> {
            if (result instanceof DeviceResult.Failed<T> failed) {
                errors.put(failed.device(), failed.error());
            }
        });
        return Collections.unmodifiableMap(errors);
    }

    /** Returns why it was not tried, by device. */
    public Map<Device, String> skipped() {
        Map<Device, String> reasons = new LinkedHashMap<>();
        results.forEach(result -> {
            if (result instanceof DeviceResult.Skipped<T> skipped) {
                reasons.put(skipped.device(), skipped.reason());
            }
        });
        return Collections.unmodifiableMap(reasons);
    }

    /** Tells whether the work was done on every device. */
    public boolean allOk() {
        return results.stream().allMatch(DeviceResult.Ok.class::isInstance);
    }
}
