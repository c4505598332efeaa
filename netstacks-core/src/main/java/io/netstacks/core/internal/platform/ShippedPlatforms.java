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

    private final Map<String, Entry> index = readIndex();

    @Override
    public Map<String, Entry> index() {
        return index;
    }

    @Override
    public Optional<FactMap> read(String id, FactProblems problems) {
        if (!index.containsKey(id) && !id.equals(SHARED)) {
            return Optional.empty();
        }
        String file = id + ".yaml";
        return Optional.of(FactReader.read(file, text(file), problems));
    }

    private static Map<String, Entry> readIndex() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        text("index.txt").lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            List<String> words = List.of(line.split(" ", -1));
            String first = words.get(0);
            int colon = first.indexOf(':');
            String id = colon < 0 ? first : first.substring(0, colon);
            Optional<String> parent = colon < 0 ? Optional.empty() : Optional.of(first.substring(colon + 1));
            entries.put(id, new Entry(parent, words.subList(1, words.size())));
        });
        return entries;
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
