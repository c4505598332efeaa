package io.netstacks.tasks.device;

import io.netstacks.spi.config.Assertion;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.platform.ContextRules;
import io.netstacks.tasks.internal.request.RequestLists;
import io.netstacks.tasks.run.TaskRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes the configuration of a device, at most once. Immutable.
 *
 * @param device the device's name
 * @param change the lines, and whether they are saved or only checked
 * @param backupBefore whether the configuration is backed up first, in the same session; if that fails nothing is sent. The
 *     backup is of the whole device, whatever the context
 * @param validateAfter what has to hold afterwards, in the context; a broken one shows in the report, it undoes nothing; at most
 *     10,000
 * @param context the context of the device to work in, as {@code DeviceSession.inContext} takes it; empty for none
 */
public record SetConfig(
        String device,
        ConfigChange change,
        boolean backupBefore,
        List<Assertion> validateAfter,
        Optional<String> context)
        implements TaskRequest<SetConfigReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.device_tasks.set_config";

    /** Copies the assertions. */
    public SetConfig {
        validateAfter = List.copyOf(validateAfter);
        RequestLists.checkNotTooMany(validateAfter, "assertion");
        context.ifPresent(ContextRules::checkName);
    }

    /** Creates a request for a change in no context. */
    public SetConfig(String device, ConfigChange change, boolean backupBefore, List<Assertion> validateAfter) {
        this(device, change, backupBefore, validateAfter, Optional.empty());
    }

    /** Returns a request that backs up, sends the lines, and saves. */
    public static SetConfig of(String device, String... lines) {
        return new SetConfig(device, ConfigChange.of(lines), true, List.of());
    }

    /** Returns a request that backs up and makes the change. */
    public static SetConfig of(String device, ConfigChange change) {
        return new SetConfig(device, change, !change.dryRun(), List.of());
    }

    /** Returns a copy that makes the change in that context of the device. */
    public SetConfig inContext(String name) {
        return new SetConfig(device, change, backupBefore, validateAfter, Optional.of(name));
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
        Map<String, String> metadata = DeviceTaskChecks.metadata(device, "set_config", context);
        metadata.put("dry_run", Boolean.toString(change.dryRun()));
        return metadata;
    }
}
