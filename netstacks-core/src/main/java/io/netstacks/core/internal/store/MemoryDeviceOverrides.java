package io.netstacks.core.internal.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.store.DeviceOverrideStore;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.util.Optional;

final class MemoryDeviceOverrides implements DeviceOverrideStore {

    private final MemoryJournal journal;
    private final MemoryRecords<DeviceOverride> overrides;

    MemoryDeviceOverrides(MemoryJournal journal, Clock clock) {
        this.journal = journal;
        overrides = new MemoryRecords<>("the override of", journal, clock, DeviceOverride::device);
    }

    @Override
    public Stored<DeviceOverride> save(DeviceOverride override) {
        return journal.atomically(() -> overrides.save(override));
    }

    @Override
    public Stored<DeviceOverride> update(DeviceOverride override, long expectedVersion) {
        return journal.atomically(() -> overrides.update(override, expectedVersion));
    }

    @Override
    public Optional<Stored<DeviceOverride>> find(String device) {
        return journal.atomically(() -> overrides.find(device));
    }

    @Override
    public Page<Stored<DeviceOverride>> list(PageRequest page) {
        return journal.atomically(() -> overrides.page(page));
    }

    @Override
    public boolean isEmpty() {
        return journal.atomically(() -> overrides.all().isEmpty());
    }

    @Override
    public boolean delete(String device) {
        return journal.atomically(() -> overrides.remove(device));
    }
}
