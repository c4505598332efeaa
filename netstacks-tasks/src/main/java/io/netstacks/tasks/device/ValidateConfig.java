package io.netstacks.tasks.device;

import io.netstacks.spi.config.Assertion;
import io.netstacks.tasks.run.TaskRequest;
import java.util.List;
import java.util.Map;

/**
 * Checks what a device runs now. Immutable.
 *
 * @param device the device's name
 * @param assertions what has to hold
 */
public record ValidateConfig(String device, List<Assertion> assertions) implements TaskRequest<ValidationReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.device_tasks.validate_config";

    /** Copies the assertions. */
    public ValidateConfig {
        assertions = List.copyOf(assertions);
        DeviceTaskChecks.atLeastOne(assertions, "assertion");
    }

    @Override
    public String taskName() {
        return NAME;
    }

    @Override
    public String subject() {
        return device;
    }

    @Override
    public boolean mutating() {
        return false;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of("device_name", device, "operation", "validate_config");
    }
}
