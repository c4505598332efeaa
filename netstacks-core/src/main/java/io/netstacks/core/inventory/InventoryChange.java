package io.netstacks.core.inventory;

import io.netstacks.core.internal.inventory.DeviceTree;
import io.netstacks.spi.device.Device;
import java.util.List;
import java.util.Map;

/**
 * What a set of devices would change in the store. Immutable.
 *
 * @param added devices that are not there yet
 * @param changed devices that are there and differ
 * @param removed devices that are there and not wanted any more
 * @param unchanged how many are there as they are wanted
 */
public record InventoryChange(List<Device> added, List<ChangedDevice> changed, List<Device> removed, int unchanged) {

    /** Copies the lists. */
    public InventoryChange {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /** Tells whether there is nothing to do. */
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    /**
     * A device that differs.
     *
     * @param before as it is in the store
     * @param after as it is wanted
     */
    public record ChangedDevice(Device before, Device after) {

        /** Returns the fields that differ by their keys, each with the value before and after. */
        public Map<String, List<String>> fields() {
            return DeviceTree.differences(before, after);
        }
    }
}
