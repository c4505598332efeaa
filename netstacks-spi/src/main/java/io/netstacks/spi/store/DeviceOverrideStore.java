package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.device.DeviceOverride;
import java.util.Optional;

/**
 * Keeps what people set for devices beside the inventory, at most one override a device. Deleting a device leaves its override,
 * so that it holds again when the device comes back. Safe for use by many threads; what has returned is durable.
 */
public interface DeviceOverrideStore {

    /** Adds an override, or replaces the one of that device. */
    Stored<DeviceOverride> save(DeviceOverride override);

    /**
     * Replaces an override if nobody has changed it meanwhile.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     */
    Stored<DeviceOverride> update(DeviceOverride override, long expectedVersion);

    /** Returns the override of a device. */
    Optional<Stored<DeviceOverride>> find(String device);

    /** Returns overrides by the names of their devices. */
    Page<Stored<DeviceOverride>> list(PageRequest page);

    /** Tells whether there is no override at all; costs the same however many there are. */
    boolean isEmpty();

    /**
     * Deletes the override of a device: everything is as the device says again.
     *
     * @return whether there was one
     */
    boolean delete(String device);
}
