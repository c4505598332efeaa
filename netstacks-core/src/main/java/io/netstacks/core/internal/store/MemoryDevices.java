package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreKey;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.store.DeviceStore;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

final class MemoryDevices implements DeviceStore {

    private final MemoryJournal journal;
    private final Clock clock;
    private final MemoryTable<String, Stored<Device>> devices;

    MemoryDevices(MemoryJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        devices = new MemoryTable<>(journal);
    }

    @Override
    public Stored<Device> save(Device device) {
        return journal.atomically(() -> put(device, devices.find(device.name())));
    }

    @Override
    public Stored<Device> update(Device device, long expectedVersion) {
        return journal.atomically(() -> {
            Stored<Device> old = devices.find(device.name())
                    .orElseThrow(() -> new ConflictException("device " + device.name() + " was deleted meanwhile"));
            if (old.version() != expectedVersion) {
                throw new ConflictException("device " + device.name() + " has version " + old.version() + ", not "
                        + expectedVersion + ": read it again and decide again");
            }
            return put(device, Optional.of(old));
        });
    }

    private Stored<Device> put(Device device, Optional<Stored<Device>> old) {
        StoreKey.checked("a device name", device.name());
        StoreKey.checked("a platform", device.platform());
        device.site().ifPresent(site -> StoreKey.checked("a site", site));
        Instant now = StoreTime.micros(clock.instant());
        Stored<Device> row = new Stored<>(
                device,
                old.map(Stored::version).orElse(0L) + 1,
                old.map(Stored::createdAt).orElse(now),
                now);
        devices.put(device.name(), row);
        return row;
    }

    @Override
    public Optional<Stored<Device>> find(String name) {
        return journal.atomically(() -> devices.find(name));
    }

    @Override
    public Page<Stored<Device>> list(PageRequest page) {
        return journal.atomically(() -> {
            Collection<Stored<Device>> rows = page.after().map(devices::after).orElseGet(devices::all);
            return Pages.of(
                    rows.stream().limit(page.size() + 1L).toList(),
                    page,
                    row -> row,
                    row -> row.value().name());
        });
    }

    @Override
    public boolean delete(String name) {
        return journal.atomically(() -> devices.remove(name));
    }

    @Override
    public Map<String, Long> countByPlatform() {
        return journal.atomically(() -> devices.all().stream()
                .collect(Collectors.groupingBy(row -> row.value().platform(), TreeMap::new, Collectors.counting())));
    }
}
