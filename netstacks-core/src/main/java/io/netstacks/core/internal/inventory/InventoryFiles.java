package io.netstacks.core.internal.inventory;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files of an inventory. */
final class InventoryFiles {

    private InventoryFiles() {}

    /** Returns the text of a file; what cannot be read is a problem and no text. */
    static String text(Path file, InventoryProblems problems) {
        InventoryPlace place = new InventoryPlace(file.toString(), 0);
        try {
            if (Files.size(file) > InventoryYaml.MOST_CHARS) {
                problems.add(
                        place, "is larger than " + InventoryYaml.MOST_CHARS + " bytes, which is the most that is read");
                return "";
            }
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.add(place, "is not UTF-8 text");
            return "";
        } catch (NoSuchFileException e) {
            problems.add(place, "does not exist");
            return "";
        } catch (IOException e) {
            problems.add(place, "cannot be read: " + e.getMessage());
            return "";
        }
    }

    /** Returns what is in a folder by name, without hidden files and those that editors leave behind. */
    static List<Path> list(Path folder, InventoryProblems problems) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return !name.startsWith(".") && !name.endsWith("~");
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(new InventoryPlace(folder.toString(), 0), "cannot be listed: " + e.getMessage());
            return List.of();
        }
    }
}
