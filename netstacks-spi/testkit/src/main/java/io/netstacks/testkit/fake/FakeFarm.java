package io.netstacks.testkit.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Many simulated devices on one small set of threads: a thousand in one JVM are fine. Closing it closes them all. Safe for
 * use by many threads.
 */
public final class FakeFarm implements AutoCloseable {

    private final FakeRuntime runtime = new FakeRuntime();
    private final List<FakeDevice> devices = new CopyOnWriteArrayList<>();

    private FakeFarm() {}

    /** Returns a farm without devices. */
    public static FakeFarm open() {
        return new FakeFarm();
    }

    /**
     * Starts a device; the farm closes it if the caller does not.
     *
     * @throws java.io.UncheckedIOException if it gets no port
     */
    public FakeDevice start(DeviceScript script) {
        FakeDevice device = new FakeDevice(script, runtime, false);
        devices.add(device);
        return device;
    }

    /** Returns the devices in the order in which they were started. */
    public List<FakeDevice> devices() {
        return List.copyOf(devices);
    }

    /** Closes all devices. Idempotent. */
    @Override
    public void close() {
        devices.forEach(FakeDevice::close);
        runtime.close();
    }
}
