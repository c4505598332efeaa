package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that come with the library: resources beside the package {@code io.netstacks.core.platform}. */
final class ShippedPlatforms implements PlatformSource {

    private static final String FOLDER = "/io/netstacks/core/platform/";

    private final Map<String, List<String>> names = index();

    @Override
    public Map<String, List<String>> names() {
        return names;
    }

    @Override
    public Optional<FactMap> read(String id, FactProblems problems) {
        if (!names.containsKey(id) && !id.equals(SHARED)) {
            return Optional.empty();
        }
        String file = id + ".yaml";
        return Optional.of(FactReader.read(file, text(file), problems));
    }

    private static Map<String, List<String>> index() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        text("index.txt").lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            List<String> words = List.of(line.split(" ", -1));
            names.put(words.get(0), words.subList(1, words.size()));
        });
        return names;
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
