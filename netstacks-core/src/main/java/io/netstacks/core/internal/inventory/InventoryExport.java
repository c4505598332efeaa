package io.netstacks.core.internal.inventory;

import io.netstacks.core.platform.Platforms;
import io.netstacks.core.text.Json;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes devices in the layouts that are read. What another tool has no place for goes under the variable
 * {@code netstacks}, so that reading gives the same devices again. Pure.
 */
public final class InventoryExport {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> ANSIBLE_OWN = Set.of(
            "ansible_host",
            "ansible_ssh_host",
            "ansible_port",
            "ansible_ssh_port",
            "ansible_network_os",
            "ansible_connection",
            "ansible_command_timeout",
            "ansible_group_priority");

    private final Collection<Device> devices;
    private final Platforms platforms;
    private final PlatformLookup names;

    /** Creates one of these devices. */
    public InventoryExport(Collection<Device> devices, Platforms platforms, PlatformLookup names) {
        this.devices = List.copyOf(devices);
        this.platforms = platforms;
        this.names = names;
    }

    /** Returns our own layout. */
    public String yaml() {
        return InventoryDump.of(
                Map.of("devices", devices.stream().map(DeviceTree::of).toList()));
    }

    /** Returns a device a line; structures are JSON. */
    public String csv() {
        StringBuilder text = new StringBuilder(String.join(",", DeviceFields.NAMES)).append('\n');
        for (Device device : devices) {
            Map<String, Object> fields = DeviceTree.of(device);
            text.append(DeviceFields.NAMES.stream()
                            .map(column -> CsvRecords.quoted(cell(column, fields.getOrDefault(column, ""))))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    private static String cell(String column, Object value) {
        if (column.equals("tags") && value instanceof List<?> tags) {
            boolean words = tags.stream()
                    .map(String::valueOf)
                    .noneMatch(tag -> tag.isEmpty() || tag.startsWith("[") || !tag.equals(tag.replaceAll("\\s", "")));
            return words ? tags.stream().map(String::valueOf).collect(Collectors.joining(" ")) : Json.write(tags);
        }
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? String.valueOf(value)
                : Json.write(value);
    }

    /** Returns the files of Nornir's layout by name. */
    public Map<String, String> nornir() {
        refuseTemplates();
        Map<String, Object> hosts = new LinkedHashMap<>();
        Map<String, Object> groups = new TreeMap<>();
        for (Device device : devices) {
            Map<String, Object> own = rest(device);
            Map<String, Object> host = new LinkedHashMap<>();
            host.put("hostname", device.endpoint().host());
            host.put("port", device.endpoint().port());
            if (!device.platform().equals("autodetect")) {
                host.put("platform", device.platform());
                if (!names.idOf(device.platform()).equals(Optional.of(device.platform()))) {
                    own.put("platform", device.platform());
                }
            }
            if (!device.tags().isEmpty()) {
                host.put("groups", new ArrayList<>(new TreeSet<>(device.tags())));
                device.tags().forEach(tag -> groups.put(tag, new LinkedHashMap<>()));
            }
            Map<String, Object> data = variables(device, own, key -> true);
            if (!data.isEmpty()) {
                host.put("data", data);
            }
            hosts.put(device.name(), host);
        }
        Map<String, String> files = new LinkedHashMap<>();
        files.put("hosts.yaml", InventoryDump.of(hosts));
        files.put("groups.yaml", InventoryDump.of(groups));
        return files;
    }

    /**
     * Returns Ansible's YAML layout.
     *
     * @throws InvalidInputException if Ansible would read a name as more or less than that
     */
    public String ansible() {
        refuseTemplates();
        List<String> problems = devices.stream()
                .map(Device::name)
                .filter(name -> !AnsibleHostPattern.isPlain(name))
                .map(name -> "device " + name + " cannot be written for Ansible, which reads [ ] : # in a name as a"
                        + " range, a port or a comment")
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        Set<String> taken = devices.stream().map(Device::name).collect(Collectors.toSet());
        taken.addAll(Set.of(AnsibleGroups.ALL, AnsibleGroups.UNGROUPED));
        Map<String, Object> hosts = new LinkedHashMap<>();
        Map<String, Map<String, Object>> groups = new TreeMap<>();
        for (Device device : devices) {
            Map<String, Object> own = rest(device);
            List<String> others = new ArrayList<>();
            for (String tag : new TreeSet<>(device.tags())) {
                if (IDENTIFIER.matcher(tag).matches() && !taken.contains(tag)) {
                    groups.computeIfAbsent(tag, key -> new LinkedHashMap<>()).put(device.name(), new LinkedHashMap<>());
                } else {
                    others.add(tag);
                }
            }
            if (!others.isEmpty()) {
                own.put("tags", others);
            }
            hosts.put(device.name(), ansibleHost(device, own));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("hosts", hosts);
        if (!groups.isEmpty()) {
            Map<String, Object> children = new LinkedHashMap<>();
            groups.forEach((group, members) -> children.put(group, Map.of("hosts", members)));
            all.put("children", children);
        }
        return InventoryDump.of(Map.of("all", all));
    }

    private Map<String, Object> ansibleHost(Device device, Map<String, Object> own) {
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("ansible_host", device.endpoint().host());
        host.put("ansible_port", device.endpoint().port());
        Optional<String> theirs = platforms
                .find(device.platform())
                .map(platform -> platform.names().getOrDefault("ansible", List.of()))
                .flatMap(list -> list.stream().findFirst());
        theirs.ifPresent(name -> {
            host.put("ansible_network_os", name);
            if (device.transport().equals("ssh")) {
                host.put("ansible_connection", "ansible.netcommon.network_cli");
            }
        });
        Optional<String> read = theirs.flatMap(names::idOf);
        if (!read.orElse("autodetect").equals(device.platform())) {
            own.put("platform", device.platform());
        }
        host.putAll(variables(device, own, key -> IDENTIFIER.matcher(key).matches() && !ANSIBLE_OWN.contains(key)));
        return host;
    }

    /** Site, properties that are fine as variables, and the others with everything else under our own variable. */
    private static Map<String, Object> variables(Device device, Map<String, Object> own, Predicate<String> isVariable) {
        Map<String, Object> variables = new LinkedHashMap<>();
        device.site().ifPresent(site -> variables.put(ForeignDevices.SITE, site));
        Map<String, String> hidden = new TreeMap<>();
        new TreeMap<>(device.properties()).forEach((key, value) -> {
            boolean reserved = key.equals(ForeignDevices.SITE) || key.equals(ForeignDevices.OWN);
            String last = key.substring(key.lastIndexOf('.') + 1);
            if (reserved || !isVariable.test(key) || SecretNames.isSecret(last, value)) {
                hidden.put(key, value);
            } else {
                variables.put(key, value);
            }
        });
        if (!hidden.isEmpty()) {
            own.put("properties", hidden);
        }
        if (!own.isEmpty()) {
            variables.put(ForeignDevices.OWN, own);
        }
        return variables;
    }

    private static Map<String, Object> rest(Device device) {
        Map<String, Object> fields = DeviceTree.of(device);
        fields.keySet().removeAll(Set.of("name", "host", "port", "platform", "site", "tags", "properties"));
        return fields;
    }

    private void refuseTemplates() {
        List<String> problems = devices.stream()
                .filter(device -> device.endpoint().host().contains("{{"))
                .map(device -> "the host of " + device.name() + " looks like a template to the other tool")
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
