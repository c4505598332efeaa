package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.InventoryNode.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hosts, groups, and which is in which, as Ansible sees them. Confined: one thread at a time. */
final class AnsibleGroups {

    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";
    private static final String PRIORITY = "ansible_group_priority";

    /** A group: its own variables, what is in it, how far it is from {@code all}. */
    private static final class Group {

        private final String name;
        private final Map<String, InventoryNode> variables = new LinkedHashMap<>();
        private final Set<String> parents = new LinkedHashSet<>();
        private final Set<String> children = new LinkedHashSet<>();
        private int depth;

        Group(String name) {
            this.name = name;
        }

        int depth() {
            return depth;
        }

        String name() {
            return name;
        }

        int priority() {
            return variables.get(PRIORITY) instanceof Scalar scalar
                            && scalar.text().matches("-?[0-9]{1,6}")
                    ? Integer.parseInt(scalar.text())
                    : 1;
        }
    }

    /** A host: where it stands first, its own variables, the groups that name it. */
    record Member(InventoryPlace place, Map<String, InventoryNode> variables, Set<String> groups) {}

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Member> hosts = new LinkedHashMap<>();
    private final Map<Set<String>, List<Group>> orders = new HashMap<>();
    private final InventoryProblems problems;

    AnsibleGroups(InventoryProblems problems) {
        this.problems = problems;
        groups.put(ALL, new Group(ALL));
        groups.put(UNGROUPED, new Group(UNGROUPED));
    }

    void group(String name) {
        groups.computeIfAbsent(name, Group::new);
    }

    boolean has(String group) {
        return groups.containsKey(group);
    }

    void child(String parent, String child, InventoryPlace place) {
        if (parent.equals(child) || descendants(child).contains(parent)) {
            problems.add(place, "group " + child + " cannot be in " + parent + ", which is in " + child + " itself");
            return;
        }
        group(parent);
        group(child);
        get(parent).children.add(child);
        get(child).parents.add(parent);
    }

    void variable(String group, String key, InventoryNode value) {
        group(group);
        get(group).variables.put(key, value);
    }

    Map<String, InventoryNode> host(String group, String name, InventoryPlace place) {
        group(group);
        Member member =
                hosts.computeIfAbsent(name, key -> new Member(place, new LinkedHashMap<>(), new LinkedHashSet<>()));
        member.groups().add(group);
        return member.variables();
    }

    Map<String, Member> hosts() {
        return hosts;
    }

    /** Works out how far every group is from {@code all}; to be called once when everything is known. */
    void arrange() {
        for (Group group : groups.values()) {
            if (group.parents.isEmpty() && !group.name.equals(ALL)) {
                group.parents.add(ALL);
                get(ALL).children.add(group.name);
            }
        }
        Map<String, Integer> waiting = new HashMap<>();
        groups.values().forEach(group -> waiting.put(group.name, group.parents.size()));
        Deque<Group> ready = new ArrayDeque<>(List.of(get(ALL)));
        while (!ready.isEmpty()) {
            Group group = ready.remove();
            for (String name : group.children) {
                Group child = get(name);
                child.depth = Math.max(child.depth, group.depth + 1);
                if (waiting.merge(name, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
    }

    /**
     * Returns all groups that hold these, near or far, in the order in which their variables are laid over each other: by
     * distance from {@code all}, then by priority, then by name.
     */
    List<String> order(Set<String> direct) {
        return orders.computeIfAbsent(direct, this::ordered).stream()
                .map(Group::name)
                .toList();
    }

    private List<Group> ordered(Set<String> direct) {
        Set<String> found = new LinkedHashSet<>(direct);
        Deque<String> open = new ArrayDeque<>(direct);
        while (!open.isEmpty()) {
            for (String parent : get(open.remove()).parents) {
                if (found.add(parent)) {
                    open.add(parent);
                }
            }
        }
        List<Group> all = new ArrayList<>();
        found.forEach(name -> all.add(get(name)));
        all.sort(Comparator.comparingInt(Group::depth)
                .thenComparingInt(Group::priority)
                .thenComparing(Group::name));
        return List.copyOf(all);
    }

    Map<String, InventoryNode> variables(String group) {
        return get(group).variables;
    }

    private Set<String> descendants(String name) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            @Nullable Group group = groups.get(open.remove());
            if (group != null) {
                group.children.stream().filter(found::add).forEach(open::add);
            }
        }
        return found;
    }

    private Group get(String name) {
        return groups.computeIfAbsent(name, Group::new);
    }
}
