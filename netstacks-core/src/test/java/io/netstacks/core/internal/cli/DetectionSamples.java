package io.netstacks.core.internal.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.netstacks.core.platform.Platforms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What devices answer to the command that tells their platform, as the platform files have it. */
final class DetectionSamples {

    private DetectionSamples() {}

    static Optional<String> of(String platform) {
        try (InputStream in = Platforms.class.getResourceAsStream(platform + ".yaml")) {
            JsonNode sample = new YAMLMapper().readTree(in).path("detect").path("sample");
            return Optional.of(sample.asText()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
