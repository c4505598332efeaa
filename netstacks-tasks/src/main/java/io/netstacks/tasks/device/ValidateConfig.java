package io.netstacks.tasks.device;

import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.platform.ContextRules;
import io.netstacks.tasks.internal.request.RequestLists;
import io.netstacks.tasks.run.TaskRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks what a device runs now. Immutable.
 *
 * @param device the device's name
 * @param assertions what has to hold; at most 10,000
 * @param context the context of the device to work in, as {@code DeviceSession.inContext} takes it; empty for none
 */
public record ValidateConfig(String device, List<Assertion> assertions, Optional<String> context)
        implements TaskRequest<ValidationReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.device_tasks.validate_config";

    /** Copies the assertions. */
    public ValidateConfig {
        assertions = List.copyOf(assertions);
        RequestLists.checkSome(assertions, "assertion");
        context.ifPresent(ContextRules::checkName);
    }

    /** Creates a request for what the device runs outside of its contexts. */
    public ValidateConfig(String device, List<Assertion> assertions) {
        this(device, assertions, Optional.empty());
    }

    /** Returns a copy that checks what that context of the device runs. */
    public ValidateConfig inContext(String name) {
        return new ValidateConfig(device, assertions, Optional.of(name));
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
        return DeviceTaskChecks.metadata(device, "validate_config", context);
    }
}
