package io.netstacks.core.inventory;

import io.netstacks.core.internal.inventory.CsvInventory;
import io.netstacks.core.internal.inventory.YamlInventory;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSource;
import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Ready-made sources of devices. Files are read once, when the source is made. */
public final class Inventories {

    private Inventories() {}

    /** Returns a source of the given devices. */
    public static DeviceSource of(Device... devices) {
        return of(List.of(devices));
    }

    /**
     * Returns a source of the given devices.
     *
     * @throws InvalidInputException if two have the same name
     */
    public static DeviceSource of(Collection<Device> devices) {
        List<Device> copy = List.copyOf(devices);
        List<String> doubled = copy.stream()
                .map(Device::name)
                .filter(name -> copy.stream()
                                .filter(device -> device.name().equals(name))
                                .count()
                        > 1)
                .distinct()
                .map(name -> "device " + name + " is there twice")
                .toList();
        if (!doubled.isEmpty()) {
            throw new InvalidInputException(doubled);
        }
        return () -> copy;
    }

    /**
     * Reads devices from a YAML file: a list under {@code devices}, or a map from name to device there, with
     * {@code defaults} beside it. The keys of a device are {@code name}, {@code host}, {@code port}, {@code platform},
     * {@code transport}, {@code credential}, {@code site}, {@code tags}, {@code ssh_profile}, {@code host_key_pin},
     * {@code via}, {@code proxy}, {@code command_timeout_seconds}, {@code enabled}, {@code properties}.
     *
     * @throws InvalidInputException with every mistake
     */
    public static DeviceSource yaml(Path file) {
        return of(YamlInventory.read(file.getFileName().toString(), text(file)));
    }

    /**
     * Reads devices from a CSV file with a header line; the columns are those of {@link #yaml} except {@code via},
     * {@code proxy} and {@code properties}. Tags are separated by blanks.
     *
     * @throws InvalidInputException with file and line of every mistake
     */
    public static DeviceSource csv(Path file) {
        return of(CsvInventory.read(file.getFileName().toString(), text(file)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw InvalidInputException.of("cannot read the inventory " + file + " as UTF-8 text: " + e.getMessage());
        }
    }
}
