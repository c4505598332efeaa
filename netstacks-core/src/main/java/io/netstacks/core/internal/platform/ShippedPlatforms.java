package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The files that come with the library: resources beside the package {@code io.netstacks.core.platform}. */
final class ShippedPlatforms implements PlatformSource {

    private static final String FOLDER = "/io/netstacks/core/platform/";

    private final List<String> ids =
            text("index").lines().filter(line -> !line.isBlank()).toList();

    @Override
    public List<String> ids() {
        return ids;
    }

    @Override
    public Optional<FactMap> read(String id, FactProblems problems) {
        if (!ids.contains(id) && !id.equals(SHARED)) {
            return Optional.empty();
        }
        String file = id + ".yaml";
        return Optional.of(FactReader.read(file, text(file), problems));
    }

    private static String text(String name) {
        try (InputStream stream = ShippedPlatforms.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar has lost its resource " + FOLDER + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
