package io.netstacks.core.internal.inventory;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceReport;
import io.netstacks.spi.device.DeviceSource;
import io.netstacks.spi.error.ConnectionFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices of a NetBox. An answer is kept for a while, since an inventory is asked for every single device; while one
 * thread asks NetBox the others wait for its answer. Safe for use by many threads.
 */
public final class NetBoxSource implements DeviceSource {

    private static final Logger LOG = LoggerFactory.getLogger(NetBoxSource.class);
    private static final Duration OLDEST = Duration.ofHours(1);
    private static final List<String> DEVICES = List.of("dcim/devices/");
    private static final List<String> WITH_MACHINES = List.of("dcim/devices/", "virtualization/virtual-machines/");

    /** An answer, when it came, and until when it is not asked for again. */
    private record Answer(DeviceReport report, Instant at, Instant until) {}

    private final NetBoxSettings settings;
    private final PlatformLookup platforms;
    private final NetBoxClient client;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Answer last;

    /** Creates it; nothing is asked yet. */
    public NetBoxSource(NetBoxSettings settings, PlatformLookup platforms) {
        this.settings = settings;
        this.platforms = platforms;
        client = new NetBoxClient(settings);
    }

    @Override
    public List<Device> devices() {
        return report().devices();
    }

    @Override
    public DeviceReport report() {
        Answer known = last;
        Instant now = settings.clock().instant();
        if (known != null && now.isBefore(known.until())) {
            return known.report();
        }
        lock.lock();
        try {
            Answer meanwhile = last;
            if (meanwhile != null && settings.clock().instant().isBefore(meanwhile.until())) {
                return meanwhile.report();
            }
            return refresh(meanwhile).report();
        } finally {
            lock.unlock();
        }
    }

    private Answer refresh(@Nullable Answer old) {
        Answer answer;
        try {
            DeviceReport report = read();
            Instant now = settings.clock().instant();
            answer = new Answer(report, now, now.plus(settings.refreshAfter()));
        } catch (ConnectionFailedException e) {
            Instant now = settings.clock().instant();
            if (!e.retryable() || old == null || now.isAfter(old.at().plus(OLDEST))) {
                throw e;
            }
            LOG.warn("The devices of {} are those of {}: {}", settings.address(), old.at(), e.getMessage());
            answer = new Answer(old.report(), old.at(), now.plus(settings.refreshAfter()));
        }
        last = answer;
        return answer;
    }

    private DeviceReport read() {
        InventoryProblems notes = new InventoryProblems();
        NetBoxDevices devices = new NetBoxDevices(settings, platforms, notes);
        for (String path : settings.virtualMachines() ? WITH_MACHINES : DEVICES) {
            client.all(path).forEach(object -> devices.add(path, object));
        }
        return new DeviceReport(devices.devices(), notes.findings());
    }

    /** Returns the address, without the token. */
    @Override
    public String toString() {
        return "NetBox at " + settings.address();
    }
}
