package io.netstacks.core.internal.inventory;

import io.netstacks.spi.device.DeviceFinding;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One {@code group_vars} or {@code host_vars} folder: for each name a file, with or without {@code .yml}, {@code .yaml} or
 * {@code .json}, or a folder of such files. Confined: one thread at a time.
 */
final class AnsibleVarsFolder {

    private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");
    private static final int MOST_LEVELS = 8;

    private final Path folder;
    private final InventoryProblems problems;
    private final Map<String, Map<String, InventoryNode>> read = new HashMap<>();

    AnsibleVarsFolder(Path folder, InventoryProblems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Returns the variables of a group or host; none if there is no file for it. */
    Map<String, InventoryNode> of(String name) {
        return read.computeIfAbsent(name, this::find);
    }

    private Map<String, InventoryNode> find(String name) {
        Map<String, InventoryNode> variables = new LinkedHashMap<>();
        for (Path file : candidates(name)) {
            if (Files.exists(file)) {
                files(file, 0).forEach(each -> variables.putAll(variables(each)));
                break;
            }
        }
        return variables;
    }

    /** A name that is no file name has no file; one that climbs out of the folder is not followed. */
    private List<Path> candidates(String name) {
        if (name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            return List.of();
        }
        try {
            return ENDINGS.stream().map(ending -> folder.resolve(name + ending)).toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private List<Path> files(Path path, int level) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        if (level == MOST_LEVELS) {
            problems.add(new InventoryPlace(path.toString(), 0), "is nested deeper than " + MOST_LEVELS + " folders");
            return List.of();
        }
        List<Path> all = new ArrayList<>();
        for (Path entry : InventoryFiles.list(path, problems)) {
            String name = String.valueOf(entry.getFileName());
            boolean named = name.indexOf('.') < 0
                    || ENDINGS.stream().anyMatch(ending -> !ending.isEmpty() && name.endsWith(ending));
            if (Files.isDirectory(entry) || named) {
                all.addAll(files(entry, level + 1));
            }
        }
        return all;
    }

    private Map<String, InventoryNode> variables(Path file) {
        String text = InventoryFiles.text(file, problems);
        Path base = folder.getParent();
        String name = (base == null ? file : base.relativize(file)).toString();
        if (text.startsWith("$ANSIBLE_VAULT;")) {
            problems.find(
                    DeviceFinding.Kind.NOTE,
                    new InventoryPlace(name, 1),
                    "",
                    "",
                    PlainValues.VAULT + "; it is left out");
            return Map.of();
        }
        return InventoryYaml.map(InventoryYaml.read(name, text, problems), "the file", problems);
    }
}
