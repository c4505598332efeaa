package io.netstacks.core.internal.inventory;

import io.netstacks.spi.device.DeviceFinding;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is wrong in an inventory and what is left out of it. Confined: one thread at a time. */
final class InventoryProblems {

    /** Whoever has more mistakes than that has one mistake. */
    private static final int MOST = 1000;

    private final List<String> problems = new ArrayList<>();
    private final Map<DeviceFinding, Set<String>> devicesOf = new LinkedHashMap<>();
    private int unsaid;

    /** Notes a mistake for which nothing is imported. */
    void add(InventoryPlace place, String what) {
        add(place + ": " + what);
    }

    /** Notes a mistake of one device. */
    void add(InventoryPlace place, String device, String key, String what) {
        add(place + ": " + device + ": " + key + ": " + what);
    }

    void add(String sentence) {
        if (problems.size() < MOST) {
            problems.add(sentence);
        } else {
            unsaid++;
        }
    }

    /** Notes something that is left out; devices that share the place share the finding. */
    void find(DeviceFinding.Kind kind, InventoryPlace place, String device, String key, String what) {
        Set<String> devices = devicesOf.computeIfAbsent(
                new DeviceFinding(kind, place.toString(), List.of(), key, what), finding -> new LinkedHashSet<>());
        if (!device.isEmpty()) {
            devices.add(device);
        }
    }

    /** Tells whether there was no mistake. */
    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** Returns what was left out. */
    List<DeviceFinding> findings() {
        return devicesOf.entrySet().stream()
                .map(entry -> new DeviceFinding(
                        entry.getKey().kind(),
                        entry.getKey().place(),
                        List.copyOf(entry.getValue()),
                        entry.getKey().key(),
                        entry.getKey().what()))
                .toList();
    }

    /** Throws if there was a mistake. */
    void check() {
        if (!problems.isEmpty()) {
            if (unsaid > 0) {
                problems.add("and " + unsaid + " more");
            }
            throw new InvalidInputException(problems);
        }
    }
}
