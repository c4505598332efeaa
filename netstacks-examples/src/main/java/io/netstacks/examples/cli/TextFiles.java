package io.netstacks.examples.cli;

import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that a user names. */
final class TextFiles {

    private TextFiles() {}

    /**
     * Writes a file, and the folders that it is in.
     *
     * @throws InvalidInputException if it cannot be written
     */
    static void write(Path file, String text) {
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw InvalidInputException.of("cannot write " + file + ": " + e.getMessage());
        }
    }

    /**
     * Returns what is in a file.
     *
     * @throws InvalidInputException if it cannot be read
     */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw InvalidInputException.of("there is no file " + file);
        } catch (IOException e) {
            throw InvalidInputException.of("cannot read " + file + " as UTF-8 text: " + e.getMessage());
        }
    }
}
