package io.netstacks.core.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The public half of ntc-templates: its templates, its sample outputs, and the rows expected of them. */
public final class NtcPack {

    private static final int BLOCK = 512;
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Path root;

    private NtcPack(Path root) {
        this.root = root;
    }

    /** One sample output. */
    public record Fixture(String platform, String command, String templates, String raw, Path expected, String name) {}

    /** Unpacks the pack into an empty folder, or skips the test where there is none. */
    public static NtcPack unpackedTo(Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(ParsePacks.path("ntc-templates-public.tar.gz"));
                DataInputStream tar = new DataInputStream(new GZIPInputStream(file, 1 << 16))) {
            unpack(tar, folder);
        }
        return new NtcPack(folder.resolve("ntc-templates-public"));
    }

    private static void unpack(DataInputStream tar, Path folder) throws IOException {
        byte[] header = new byte[BLOCK];
        String longName = "";
        for (tar.readFully(header); header[0] != 0; tar.readFully(header)) {
            int size = Integer.parseInt(field(header, 124, 12), 8);
            byte[] content = new byte[size];
            tar.readFully(content);
            tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            char type = (char) header[156];
            if (type == 'L') {
                longName = new String(content, StandardCharsets.UTF_8).trim();
                continue;
            }
            String prefix = field(header, 345, 155);
            String shortName = (prefix.isEmpty() ? "" : prefix + "/") + field(header, 0, 100);
            if (type == '0') {
                Path path = folder.resolve(longName.isEmpty() ? shortName : longName);
                Files.createDirectories(path.getParent());
                Files.write(path, content);
            }
            longName = "";
        }
    }

    private static String field(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8).trim();
    }

    /** Returns the folder with the templates and their index. */
    public Path templates() {
        return root.resolve("templates");
    }

    /** Returns the sample outputs. */
    public List<Fixture> fixtures() {
        List<Fixture> fixtures = new ArrayList<>();
        for (JsonNode row : ParsePacks.rows("ntc-public.jsonl")) {
            List<String> templates = new ArrayList<>();
            row.get("templates").forEach(name -> templates.add(name.asText()));
            fixtures.add(new Fixture(
                    row.get("platform").asText(),
                    row.get("command").asText(),
                    String.join(":", templates),
                    text(row.get("raw").asText()),
                    root.resolve(row.get("expected").asText()),
                    row.get("raw").asText()));
        }
        return fixtures;
    }

    /** Returns the rows expected of a sample output. */
    public static List<?> expectedRows(Fixture fixture) throws IOException {
        List<?> quickly = NtcExpected.read(Files.readAllLines(fixture.expected()));
        if (!quickly.isEmpty()) {
            return quickly;
        }
        return YAML.readTree(fixture.expected().toFile()).get("parsed_sample") == null
                ? List.of()
                : YAML.convertValue(YAML.readTree(fixture.expected().toFile()).get("parsed_sample"), List.class);
    }

    /** Reads a text with universal newlines, as the reference does. */
    private String text(String path) {
        try {
            return Files.readString(root.resolve(path)).replace("\r\n", "\n").replace('\r', '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
