package io.netstacks.core.parse;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the conformance packs are: cases with what the reference engines made of them. They are third-party data, kept outside
 * the project; a test that needs one is skipped where there are none.
 */
public final class ParsePacks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ParsePacks() {}

    /** Returns the file or folder, or skips the test. */
    public static Path path(String name) {
        Optional<Path> found = find(name);
        assumeThat(found)
                .as("conformance pack %s: set -Dnetstacks.conformance or NETSTACKS_CONFORMANCE to its folder", name)
                .isPresent();
        return found.orElseThrow();
    }

    /** Returns the file or folder if it is there. */
    public static Optional<Path> find(String name) {
        return folders()
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst();
    }

    /** Returns the rows of a pack, or skips the test. */
    public static List<JsonNode> rows(String name) {
        try (Stream<String> lines = Files.lines(path(name))) {
            return lines.map(ParsePacks::json).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> folders() {
        @Nullable String given = System.getProperty("netstacks.conformance", System.getenv("NETSTACKS_CONFORMANCE"));
        if (given != null) {
            return Stream.of(Path.of(given));
        }
        Stream.Builder<Path> folders = Stream.builder();
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            folders.add(at.resolve("shared/conformance")).add(at.resolve("../shared/conformance"));
        }
        return folders.build();
    }
}
