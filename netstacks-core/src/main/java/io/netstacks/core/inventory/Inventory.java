package io.netstacks.core.inventory;

import io.netstacks.core.internal.plugin.HostCall;
import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.device.DeviceSource;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.store.DeviceStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.Stores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The devices: those in the store and those of the sources that the host gave. A source wins over the store where both
 * know a name. Safe for use by many threads.
 */
public final class Inventory {

    private final Stores stores;
    private final DeviceStore store;
    private final List<DeviceSource> sources;

    /** For the library; hosts get theirs from {@code NetStacks.inventory}. */
    public Inventory(Stores stores, List<DeviceSource> sources) {
        this.stores = stores;
        this.store = stores.devices();
        this.sources = List.copyOf(sources);
    }

    /** Adds a device to the store, or replaces the stored one of that name. */
    public Device save(Device device) {
        return store.save(device).value();
    }

    /**
     * Deletes a device from the store.
     *
     * @return whether there was one
     */
    public boolean delete(String name) {
        return store.delete(name);
    }

    /**
     * Tells what it would change in the store if these devices were in it.
     *
     * @param removeOthers whether stored devices that are not among these are to be removed
     */
    public InventoryChange compare(Collection<Device> wanted, boolean removeOthers) {
        Map<String, Device> stored = stored();
        List<Device> added = new ArrayList<>();
        List<InventoryChange.ChangedDevice> changed = new ArrayList<>();
        int unchanged = 0;
        for (Device device : Inventories.of(wanted).devices()) {
            Device before = stored.remove(device.name());
            if (before == null) {
                added.add(device);
            } else if (before.equals(device)) {
                unchanged++;
            } else {
                changed.add(new InventoryChange.ChangedDevice(before, device));
            }
        }
        List<Device> removed = removeOthers ? new ArrayList<>(stored.values()) : List.of();
        return new InventoryChange(added, changed, removed, unchanged);
    }

    /**
     * Makes the change in the store, all of it or nothing.
     *
     * @throws ConflictException if a device of it was changed, added or removed since it was compared
     */
    public void apply(InventoryChange change) {
        stores.inTransaction(transaction -> {
            DeviceStore devices = transaction.devices();
            change.added().forEach(device -> {
                if (devices.find(device.name()).isPresent()) {
                    throw meanwhile(device.name());
                }
                devices.save(device);
            });
            change.changed().forEach(each -> devices.update(each.after(), version(devices, each.before())));
            change.removed().forEach(device -> {
                version(devices, device);
                devices.delete(device.name());
            });
            return change;
        });
    }

    private static long version(DeviceStore devices, Device before) {
        return devices.find(before.name())
                .filter(stored -> stored.value().equals(before))
                .map(Stored::version)
                .orElseThrow(() -> meanwhile(before.name()));
    }

    private static ConflictException meanwhile(String device) {
        return new ConflictException("device " + device + " was changed meanwhile; compare again");
    }

    /** Returns the device of that name. */
    public Optional<Device> find(String name) {
        for (DeviceSource source : sources) {
            Optional<Device> device = devicesOf(source).stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst();
            if (device.isPresent()) {
                return device;
            }
        }
        return store.find(name).map(Stored::value);
    }

    /**
     * Returns the device of that name.
     *
     * @throws NotFoundException with near matches if there is none
     */
    public Device get(String name) {
        return find(name).orElseThrow(() -> NotFoundException.of("device", name, NearMatches.of(name, names())));
    }

    /** Returns all devices by name. */
    public List<Device> all() {
        Map<String, Device> devices = stored();
        for (int i = sources.size() - 1; i >= 0; i--) {
            devicesOf(sources.get(i)).forEach(device -> devices.put(device.name(), device));
        }
        List<Device> sorted = new ArrayList<>(devices.values());
        sorted.sort(Comparator.comparing(Device::name));
        return sorted;
    }

    /** A source that fails is no empty one: whoever asks is told, and takes nothing for gone. */
    private static List<Device> devicesOf(DeviceSource source) {
        return HostCall.ask("the device source " + source.getClass().getName(), () -> List.copyOf(source.devices()));
    }

    private Map<String, Device> stored() {
        Map<String, Device> devices = new LinkedHashMap<>();
        PageRequest request = PageRequest.first(1000);
        Page<Stored<Device>> page = store.list(request);
        page.items().forEach(stored -> devices.put(stored.value().name(), stored.value()));
        while (page.next().isPresent()) {
            page = store.list(request.from(page.next().get()));
            page.items().forEach(stored -> devices.put(stored.value().name(), stored.value()));
        }
        return devices;
    }

    /**
     * Returns the devices that a selector means, by name.
     *
     * @throws NotFoundException if the selector names a device that does not exist
     */
    public List<Device> select(DeviceSelector selector) {
        List<Device> all = all();
        Set<String> known = new TreeSet<>();
        all.forEach(device -> known.add(device.name()));
        requireKnown(selector, known);
        return all.stream().filter(selector::matches).toList();
    }

    private static void requireKnown(DeviceSelector selector, Set<String> known) {
        if (selector instanceof DeviceSelector.Names named) {
            new TreeSet<>(named.names())
                    .stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
                        throw NotFoundException.of("device", name, NearMatches.of(name, known));
                    });
        } else if (selector instanceof DeviceSelector.Both both) {
            requireKnown(both.left(), known);
            requireKnown(both.right(), known);
        } else if (selector instanceof DeviceSelector.Either either) {
            requireKnown(either.left(), known);
            requireKnown(either.right(), known);
        } else if (selector instanceof DeviceSelector.Except but) {
            requireKnown(but.base(), known);
        }
    }

    private List<String> names() {
        return all().stream().map(Device::name).toList();
    }
}
