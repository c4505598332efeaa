package io.netstacks.tasks.device;

import io.netstacks.core.fleet.ConnectivityReport;
import io.netstacks.tasks.run.TaskRequest;

/**
 * Tries to reach a device, with one login, and tells how far that went. Immutable.
 *
 * @param device the device's name
 */
public record TestConnectivity(String device) implements TaskRequest<ConnectivityReport> {

    /** The name of the operation. */
    public static final String NAME = "tasks.device_tasks.test_connectivity";

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
}
