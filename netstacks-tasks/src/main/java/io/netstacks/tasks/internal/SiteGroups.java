package io.netstacks.tasks.internal;

import io.netstacks.spi.device.Device;
import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks on devices of one site are a group, as large as the site may have sessions. The limit itself is kept where the
 * sessions are opened: what is not known here waits there. Safe for use by many threads.
 */
public final class SiteGroups implements TaskGroups {

    private static final Logger LOG = LoggerFactory.getLogger(SiteGroups.class);

    private final Function<String, Optional<Device>> devices;
    private final Optional<Integer> sessionsPerSite;

    /**
     * Creates them.
     *
     * @param devices finds a device by its name
     * @param sessionsPerSite how many sessions a site may have; empty for no limit, and no task is looked at then
     */
    public SiteGroups(Function<String, Optional<Device>> devices, Optional<Integer> sessionsPerSite) {
        this.devices = devices;
        this.sessionsPerSite = sessionsPerSite;
    }

    @Override
    public Optional<TaskGroup> of(TaskRequest<?> request) {
        return request.queue() == TaskQueue.DEVICE_TASKS
                ? sessionsPerSite.flatMap(most -> site(request.subject()).map(site -> new TaskGroup(site, most)))
                : Optional.empty();
    }

    private Optional<String> site(String subject) {
        try {
            return devices.apply(subject).flatMap(Device::site);
        } catch (RuntimeException e) { // a source of devices may be anybody's; the task itself will tell what is wrong
            LOG.warn("subject={} its site cannot be told; the task begins as if it had none", subject, e);
            return Optional.empty();
        }
    }
}
