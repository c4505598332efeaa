package io.netstacks.core.inventory;

import io.netstacks.core.internal.inventory.AnsibleInventory;
import io.netstacks.core.internal.inventory.CsvInventory;
import io.netstacks.core.internal.inventory.InventoryExport;
import io.netstacks.core.internal.inventory.NetBoxSource;
import io.netstacks.core.internal.inventory.NornirInventory;
import io.netstacks.core.internal.inventory.YamlInventory;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceReport;
import io.netstacks.spi.device.DeviceSource;
import io.netstacks.spi.error.InvalidInputException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ready-made sources of devices. Files are read once, when the source is made; a NetBox when devices are asked for. The sources
 * are safe for use by many threads.
 */
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
        Set<String> names = new HashSet<>();
        List<String> doubled = copy.stream()
                .map(Device::name)
                .filter(name -> !names.add(name))
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
        return of(YamlInventory.read(file));
    }

    /**
     * Reads devices from a CSV file with a header line; the columns are those of {@link #yaml}. Tags are separated by blanks
     * or are a JSON list; {@code via}, {@code proxy} and {@code properties} are JSON.
     *
     * @throws InvalidInputException with file and line of every mistake
     */
    public static DeviceSource csv(Path file) {
        return of(CsvInventory.read(file));
    }

    /**
     * Reads devices from an inventory in the layout of Nornir's {@code SimpleInventory}: a folder with {@code hosts.yaml},
     * {@code groups.yaml} and {@code defaults.yaml}, or the hosts file. Values come from the host, then from its groups in
     * their order, each with its own groups, then from the defaults. Groups become tags and {@code data} becomes properties;
     * {@code site} in {@code data} is the site, and {@code netstacks} there may hold every other key of {@link #yaml}. Where
     * {@code connection_options} has {@code netmiko}, {@code scrapli}, {@code paramiko} or {@code napalm}, host, port and
     * platform of the first of them go before the host's. Passwords are never taken over; {@link DeviceSource#report}
     * names them.
     *
     * @throws InvalidInputException with file, line, host and key of every mistake; then nothing is read
     */
    public static DeviceSource nornir(Path hosts, PlatformNames platforms) {
        return reported(NornirInventory.read(hosts, platforms::idOf));
    }

    /**
     * Reads devices from an Ansible inventory: a file in INI or YAML layout, or a folder of them, with {@code group_vars} and
     * {@code host_vars} beside. {@code ansible_host}, {@code ansible_port}, {@code ansible_network_os},
     * {@code ansible_connection} and {@code ansible_command_timeout} say how a device is reached, groups become tags,
     * {@code site} the site, {@code netstacks} may hold every other key of {@link #yaml}, and other variables become
     * properties. Passwords and vaults are never taken over; {@link DeviceSource#report} names them.
     *
     * @throws InvalidInputException with file, line, host and key of every mistake; then nothing is read
     */
    public static DeviceSource ansible(Path inventory, PlatformNames platforms) {
        return reported(AnsibleInventory.read(inventory, platforms::idOf));
    }

    /**
     * Returns the devices of a NetBox (versions 3 and 4). The primary address, else the name, is the host; slugs are platform,
     * site and tags; {@code netbox_id}, {@code status}, {@code role}, {@code tenant}, {@code serial}, {@code model},
     * {@code manufacturer} and {@code cluster} are properties, custom fields too with {@code cf_} before their name. The custom
     * fields {@code netstacks_credential}, {@code netstacks_port}, {@code netstacks_transport}, {@code netstacks_platform},
     * {@code netstacks_ssh_profile}, {@code netstacks_host_key_pin} and {@code netstacks_command_timeout_seconds} set those
     * fields. Devices that are not active are disabled. NetBox is asked when devices are, and again when the answer is old.
     *
     * <p>{@link DeviceSource#devices} throws {@link io.netstacks.spi.error.ConnectionFailedException} if NetBox cannot be
     * reached or refuses the token, and {@link InvalidInputException} if it refuses the query or is no NetBox.
     */
    public static DeviceSource netBox(NetBoxQuery query) {
        return new NetBoxSource(query.settings(), query.platforms()::idOf);
    }

    /**
     * Reads devices from a file or folder in a layout.
     *
     * @throws InvalidInputException with every mistake
     */
    public static DeviceSource read(Path path, InventoryFormat format, PlatformNames platforms) {
        return switch (format) {
            case YAML -> yaml(path);
            case CSV -> csv(path);
            case NORNIR -> nornir(path, platforms);
            case ANSIBLE -> ansible(path, platforms);
        };
    }

    /**
     * Returns devices as the files of a layout, by file name; one file but for Nornir. Reading them gives the same devices,
     * but for blanks at the ends of texts.
     *
     * @throws InvalidInputException if a name or host would mean something else to the other tool
     */
    public static Map<String, String> export(
            Collection<Device> devices, InventoryFormat format, PlatformNames platforms) {
        InventoryExport export = new InventoryExport(devices, platforms.platforms(), platforms::idOf);
        return switch (format) {
            case YAML -> Map.of("devices.yaml", export.yaml());
            case CSV -> Map.of("devices.csv", export.csv());
            case NORNIR -> export.nornir();
            case ANSIBLE -> Map.of("inventory.yaml", export.ansible());
        };
    }

    private static DeviceSource reported(DeviceReport report) {
        of(report.devices());
        return new DeviceSource() {
            @Override
            public List<Device> devices() {
                return report.devices();
            }

            @Override
            public DeviceReport report() {
                return report;
            }
        };
    }
}
