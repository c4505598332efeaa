package io.netstacks.tasks.backup;

import io.netstacks.spi.backup.Backup;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Map;

/**
 * Backs up one device; a configuration that did not change is a success that makes no new backup. Immutable.
 *
 * @param device the device's name
 */
public record BackupDeviceConfig(String device) implements TaskRequest<Backup.Saved> {

    /** The name of the operation. */
    public static final String NAME = "tasks.backup_tasks.backup_device_config";

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
        return Map.of("device_name", device, "operation", "backup_config");
    }
}
