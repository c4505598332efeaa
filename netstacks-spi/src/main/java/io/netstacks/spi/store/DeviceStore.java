package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.device.Device;
import java.util.Map;
import java.util.Optional;

/** Keeps the inventory. Safe for use by many threads; what has returned is durable. */
public interface DeviceStore {

    /** Adds a device, or replaces the one of that name. */
    Stored<Device> save(Device device);

    /**
     * Replaces a device if nobody has changed it meanwhile.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     */
    Stored<Device> update(Device device, long expectedVersion);

    /** Returns a device. */
    Optional<Stored<Device>> find(String name);

    /** Returns devices by name. */
    Page<Stored<Device>> list(PageRequest page);

    /**
     * Deletes a device; its backups stay.
     *
     * @return whether there was one
     */
    boolean delete(String name);

    /** Returns how many devices there are of each platform. */
    Map<String, Long> countByPlatform();
}
