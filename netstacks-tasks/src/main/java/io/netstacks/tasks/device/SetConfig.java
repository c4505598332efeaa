package io.netstacks.tasks.device;

import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.tasks.run.TaskRequest;
import java.util.List;
import java.util.Map;

/**
 * Changes the configuration of a device, at most once. Immutable.
 *
 * @param device the device's name
 * @param change the lines, and whether they are saved or only checked
 * @param backupBefore whether the configuration is backed up first, in the same session; if that fails nothing is sent
 * @param validateAfter what has to hold afterwards; a broken one shows in the report, it undoes nothing
 */
public record SetConfig(String device, ConfigChange change, boolean backupBefore, List<Assertion> validateAfter)
        implements TaskRequest<SetConfigReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.device_tasks.set_config";

    /** Copies the assertions. */
    public SetConfig {
        validateAfter = List.copyOf(validateAfter);
    }

    /** Returns a request that backs up, sends the lines, and saves. */
    public static SetConfig of(String device, String... lines) {
        return new SetConfig(device, ConfigChange.of(lines), true, List.of());
    }

    /** Returns a request that backs up and makes the change. */
    public static SetConfig of(String device, ConfigChange change) {
        return new SetConfig(device, change, !change.dryRun(), List.of());
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
        return !change.dryRun();
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of("device_name", device, "operation", "set_config", "dry_run", Boolean.toString(change.dryRun()));
    }
}
