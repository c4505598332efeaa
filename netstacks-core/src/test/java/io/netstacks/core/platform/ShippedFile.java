package io.netstacks.core.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A shipped platform file as plain data, read without the loader. */
final class ShippedFile {

    private final JsonNode data;

    private ShippedFile(JsonNode data) {
        this.data = data;
    }

    static ShippedFile of(String id) {
        try {
            return new ShippedFile(new YAMLMapper().readTree(text(id + ".yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the folder as it is. */
    static String text(String name) {
        try (InputStream stream = Objects.requireNonNull(
                Platforms.class.getResourceAsStream("/io/netstacks/core/platform/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode data() {
        return data;
    }

    /** What the detect command answers. */
    String detectSample() {
        return data.at("/detect/sample").asText();
    }

    /** What a refused command answers; a file without its own takes that of the file which it extends. */
    String errorSample() {
        String own = data.at("/errors/samples/0").asText();
        return own.isEmpty() ? of(data.at("/extends").asText()).errorSample() : own;
    }
}
