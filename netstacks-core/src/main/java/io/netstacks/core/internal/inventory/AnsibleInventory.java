package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.AnsibleGroups.Member;
import io.netstacks.core.internal.inventory.InventoryNode.Scalar;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceFinding;
import io.netstacks.spi.device.DeviceReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ansible inventories: one file in INI or YAML layout, or a folder of them, with {@code group_vars} and {@code host_vars}
 * beside. Variables are laid over each other as Ansible does: groups of the inventory from {@code all} to the nearest, then
 * {@code group_vars} in the same order, then those of the host, then {@code host_vars} (Ansible documentation, "Variable
 * precedence"). Scripts are not run, templates not filled in, vaults not opened.
 */
public final class AnsibleInventory {

    private static final List<String> LEFT_OUT =
            List.of(".pyc", ".pyo", ".swp", ".bak", ".rpm", ".md", ".txt", ".rst", ".orig", ".cfg", ".retry");
    private static final Set<String> VARS_FOLDERS = Set.of("group_vars", "host_vars");

    /** Connections over which the command line of a device is reached. */
    private static final Set<String> SHELLS =
            Set.of("network_cli", "ssh", "smart", "paramiko", "paramiko_ssh", "libssh", "persistent");

    private final PlatformLookup platforms;
    private final InventoryProblems problems = new InventoryProblems();
    private final AnsibleGroups groups = new AnsibleGroups(problems);

    private AnsibleInventory(PlatformLookup platforms) {
        this.platforms = platforms;
    }

    /** Reads an inventory file, or a folder of them. */
    public static DeviceReport read(Path path, PlatformLookup platforms) {
        return new AnsibleInventory(platforms).read(path);
    }

    private DeviceReport read(Path path) {
        Path absolute = path.toAbsolutePath();
        boolean isFolder = Files.isDirectory(absolute);
        Path folder =
                isFolder ? absolute : Optional.ofNullable(absolute.getParent()).orElse(absolute);
        for (Path file : isFolder ? InventoryFiles.list(absolute, problems) : List.of(absolute)) {
            if (!isFolder || isInventory(file)) {
                file(file);
            }
        }
        groups.arrange();
        List<Device> made = devices(
                new AnsibleVarsFolder(folder.resolve("group_vars"), problems),
                new AnsibleVarsFolder(folder.resolve("host_vars"), problems));
        problems.check();
        return new DeviceReport(made, problems.findings());
    }

    private static boolean isInventory(Path file) {
        String name = String.valueOf(file.getFileName());
        return !VARS_FOLDERS.contains(name)
                && Files.isRegularFile(file)
                && LEFT_OUT.stream().noneMatch(name::endsWith);
    }

    private void file(Path file) {
        String name = String.valueOf(file.getFileName());
        String text = InventoryFiles.text(file, problems);
        if (text.startsWith("#!")) {
            problems.add(
                    new InventoryPlace(name, 1),
                    "is a script, which is not run; write what it prints to a file with ansible-inventory --list --yaml");
        } else if (isYaml(name, text)) {
            AnsibleYaml.read(InventoryYaml.read(name, text, problems), groups, problems);
        } else {
            AnsibleIni.read(name, text, groups, problems);
        }
    }

    static boolean isYaml(String name, String text) {
        return name.endsWith(".yml")
                || name.endsWith(".yaml")
                || name.endsWith(".json")
                || text.startsWith("---")
                || text.startsWith("{");
    }

    private List<Device> devices(AnsibleVarsFolder groupVars, AnsibleVarsFolder hostVars) {
        ForeignDevices devices = new ForeignDevices(platforms, problems);
        List<Device> made = new ArrayList<>();
        groups.hosts().forEach((name, member) -> {
            List<String> order = groups.order(Set.copyOf(member.groups()));
            Map<String, InventoryNode> variables = new LinkedHashMap<>();
            order.forEach(group -> variables.putAll(groups.variables(group)));
            order.forEach(group -> variables.putAll(groupVars.of(group)));
            variables.putAll(member.variables());
            variables.putAll(hostVars.of(name));
            host(name, member, order, variables).flatMap(devices::device).ifPresent(made::add);
        });
        return made;
    }

    private Optional<ForeignHost> host(
            String name, Member member, List<String> order, Map<String, InventoryNode> variables) {
        Map<String, InventoryNode> connection = new LinkedHashMap<>();
        String kind = text(variables.remove("ansible_connection"));
        String plain = kind.substring(kind.lastIndexOf('.') + 1);
        boolean isDevice = variables.containsKey("ansible_network_os");
        move(variables, "ansible_ssh_host", "host", connection);
        move(variables, "ansible_host", "host", connection);
        move(variables, "ansible_ssh_port", "port", connection);
        move(variables, "ansible_port", "port", connection);
        move(variables, "ansible_network_os", "platform", connection);
        move(variables, "ansible_command_timeout", "command_timeout_seconds", connection);
        variables.remove("ansible_group_priority");
        if (plain.equals("local") && !isDevice) {
            note(name, member, "is the machine on which Ansible runs and not a device; it is left out");
            return Optional.empty();
        }
        if (!plain.isEmpty() && !SHELLS.contains(plain)) {
            boolean hadPort = connection.remove("port") != null;
            note(
                    name,
                    member,
                    "\"" + kind + "\" is no command line; the device is reached with ssh"
                            + (hadPort ? " on its usual port and not on ansible_port" : ""));
        }
        Set<String> tags = new LinkedHashSet<>(order);
        tags.removeAll(Set.of(AnsibleGroups.ALL, AnsibleGroups.UNGROUPED));
        return Optional.of(new ForeignHost(name, member.place(), tags, connection, variables));
    }

    private void note(String name, Member member, String what) {
        problems.find(DeviceFinding.Kind.NOTE, member.place(), name, "ansible_connection", what);
    }

    private static String text(@Nullable InventoryNode node) {
        return node instanceof Scalar scalar ? scalar.text() : "";
    }

    private static void move(Map<String, InventoryNode> from, String key, String as, Map<String, InventoryNode> into) {
        InventoryNode node = from.remove(key);
        if (node != null) {
            into.put(as, node);
        }
    }
}
