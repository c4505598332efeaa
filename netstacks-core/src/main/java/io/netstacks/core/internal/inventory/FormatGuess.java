package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.InventoryNode.Entries;
import io.netstacks.spi.error.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells which layout an inventory has. Pure but for reading the file. */
public final class FormatGuess {

    private static final Set<String> GROUP_KEYS = Set.of("hosts", "children", "vars");

    private FormatGuess() {}

    /** Returns {@code YAML}, {@code CSV}, {@code NORNIR} or {@code ANSIBLE}. */
    public static String of(Path path) {
        if (!Files.exists(path)) {
            throw InvalidInputException.of("there is no inventory " + path);
        }
        if (Files.isDirectory(path)) {
            Optional<Path> hosts = List.of("hosts.yaml", "hosts.yml").stream()
                    .map(path::resolve)
                    .filter(Files::exists)
                    .findFirst();
            return hosts.isPresent() && of(hosts.get()).equals("NORNIR") ? "NORNIR" : "ANSIBLE";
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return "CSV";
        }
        InventoryProblems problems = new InventoryProblems();
        String text = InventoryFiles.text(path, problems);
        problems.check();
        if (!AnsibleInventory.isYaml(name, text)) {
            return "ANSIBLE";
        }
        InventoryNode root = InventoryYaml.read(name, text, problems);
        problems.check();
        Map<String, InventoryNode> top = root instanceof Entries map ? map.entries() : Map.of();
        if (top.containsKey("devices")) {
            return "YAML";
        }
        boolean groups = top.containsKey("all")
                || top.values().stream()
                        .anyMatch(node -> node instanceof Entries map
                                && map.entries().keySet().stream().anyMatch(GROUP_KEYS::contains));
        return groups ? "ANSIBLE" : "NORNIR";
    }
}
