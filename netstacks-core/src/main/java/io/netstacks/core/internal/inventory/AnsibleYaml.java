package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.InventoryNode.Scalar;
import io.netstacks.core.internal.inventory.InventoryNode.ScalarType;
import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.device.DeviceFinding;
import java.util.Map;
import java.util.Set;

/**
 * Ansible inventories in YAML layout: groups with {@code hosts}, {@code vars} and {@code children} (Ansible documentation,
 * "ansible.builtin.yaml inventory"). Confined: one thread at a time.
 */
final class AnsibleYaml {

    private static final Set<String> KEYS = Set.of("hosts", "vars", "children");

    /** Anchors may make a small file a huge tree. */
    private static final int MOST_GROUPS = 100_000;

    private final AnsibleGroups groups;
    private final InventoryProblems problems;
    private int seen;

    private AnsibleYaml(AnsibleGroups groups, InventoryProblems problems) {
        this.groups = groups;
        this.problems = problems;
    }

    static void read(InventoryNode root, AnsibleGroups groups, InventoryProblems problems) {
        Map<String, InventoryNode> top = InventoryYaml.map(root, "the file", problems);
        if (top.containsKey("_meta")) {
            problems.add(
                    root.place(), "is what a dynamic inventory prints; use ansible-inventory --list --yaml for this");
            return;
        }
        AnsibleYaml reader = new AnsibleYaml(groups, problems);
        top.forEach(reader::group);
    }

    private void group(String name, InventoryNode node) {
        if (++seen > MOST_GROUPS) {
            if (seen == MOST_GROUPS + 1) {
                problems.add(node.place(), "has more than " + MOST_GROUPS + " groups");
            }
            return;
        }
        groups.group(name);
        Map<String, InventoryNode> entries = InventoryYaml.map(node, "group " + name, problems);
        InventoryYaml.map(entries.get("vars"), "vars of group " + name, problems)
                .forEach((key, value) -> groups.variable(name, key, value));
        InventoryYaml.map(entries.get("children"), "children of group " + name, problems)
                .forEach((child, content) -> {
                    groups.child(name, child, content.place());
                    group(child, content);
                });
        InventoryYaml.map(entries.get("hosts"), "hosts of group " + name, problems)
                .forEach((host, variables) -> host(name, host, variables));
        entries.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                problems.find(
                        DeviceFinding.Kind.NOTE,
                        value.place(),
                        "",
                        name + "." + key,
                        "is left out, as a group has hosts, vars and children" + NearMatches.hint(key, KEYS));
            }
        });
    }

    private void host(String group, String written, InventoryNode node) {
        AnsibleHostPattern pattern;
        try {
            pattern = AnsibleHostPattern.parse(written);
        } catch (IllegalArgumentException e) {
            problems.add(node.place(), String.valueOf(e.getMessage()));
            return;
        }
        Map<String, InventoryNode> variables = InventoryYaml.map(node, "host " + written, problems);
        for (String name : pattern.names()) {
            Map<String, InventoryNode> own = groups.host(group, name, node.place());
            pattern.port()
                    .ifPresent(port -> own.put(
                            "ansible_port", new Scalar(node.place(), Integer.toString(port), ScalarType.NUMBER)));
            own.putAll(variables);
        }
    }
}
