package io.netstacks.core.backup;

import io.netstacks.core.inventory.Inventory;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.BackupStore;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for devices that have backups and are not in the inventory, and deletes those backups. Confined: one thread at a time. */
final class OrphanCleanup {

    private static final int PAGE = 1000;

    private final BackupStore store;
    private final Inventory inventory;
    private final OrphanPolicy policy;
    private final Instant since;

    OrphanCleanup(BackupStore store, Inventory inventory, OrphanPolicy policy, Instant now) {
        this.store = store;
        this.inventory = inventory;
        this.policy = policy;
        since = now.minus(policy.age());
    }

    OrphanReport run(boolean dryRun) {
        List<String> backedUp = backedUp();
        // Asked afterwards: a device that is added and backed up meanwhile is not taken for gone
        Set<String> known = inventory.all().stream().map(Device::name).collect(Collectors.toSet());
        List<String> orphans =
                backedUp.stream().filter(name -> !known.contains(name)).toList();
        Optional<String> refusal = refusal(known.size(), orphans.size(), backedUp.size());
        if (!dryRun && refusal.isPresent()) {
            throw InvalidInputException.of(refusal.get());
        }
        List<BackupId> ids = new ArrayList<>();
        orphans.forEach(device -> ids.addAll(store.purgeDevice(device, since, dryRun)));
        return new OrphanReport(orphans, ids, refusal, dryRun);
    }

    private Optional<String> refusal(int known, int gone, int backedUp) {
        if (known < policy.fewestDevices()) {
            return Optional.of("the inventory has " + known + " device(s) and not at least " + policy.fewestDevices()
                    + ": it does not seem to be loaded, and no backup is deleted");
        }
        if (gone * 100L > (long) backedUp * policy.mostPercent()) {
            return Optional.of(
                    gone + " of the " + backedUp + " devices that have backups are not in the inventory, more"
                            + " than " + policy.mostPercent()
                            + " percent: load the inventory completely, or allow more; no backup"
                            + " is deleted");
        }
        return Optional.empty();
    }

    private List<String> backedUp() {
        List<String> names = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(PAGE));
        while (request.isPresent()) {
            PageRequest current = request.get();
            Page<String> page = store.devices(current);
            names.addAll(page.items());
            request = page.next().map(current::from);
        }
        return names;
    }
}
