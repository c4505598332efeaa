package io.netstacks.examples.cli;

import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
            return text(String.valueOf(file), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw InvalidInputException.of("there is no file " + file);
        } catch (IOException e) {
            throw InvalidInputException.of("cannot read " + file + ": " + e.getMessage());
        }
    }

    /**
     * Returns what is in a file, or for {@code -} what the standard input gives.
     *
     * @throws InvalidInputException if it cannot be read
     */
    static String readOrInput(Path file) {
        if (!file.toString().equals("-")) {
            return read(file);
        }
        try {
            return text("the standard input", System.in.readAllBytes());
        } catch (IOException e) {
            throw InvalidInputException.of("cannot read the standard input: " + e.getMessage());
        }
    }

    /** A character that was guessed would be sent to devices; the mark that Windows puts first is none of the text. */
    static String text(String from, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw InvalidInputException.of(from + " is not UTF-8 text");
        }
    }
}
