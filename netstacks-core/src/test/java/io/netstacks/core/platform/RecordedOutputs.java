package io.netstacks.core.platform;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Outputs of real devices as ntc-templates collects them, where its archive is at hand; tests are skipped elsewhere. */
final class RecordedOutputs {

    private static final String ARCHIVE = "ntc-templates-public.tar.gz";
    private static final int BLOCK = 512;

    private RecordedOutputs() {}

    /**
     * One recorded output.
     *
     * @param platform as ntc-templates names it
     * @param command the command, with {@code _} for a blank
     * @param file the name of the file
     * @param text the output
     */
    record Recorded(String platform, String command, String file, String text) {

        /** The command as it is typed. */
        String spoken() {
            return command.replace('_', ' ');
        }
    }

    static List<Recorded> load() throws IOException {
        Path archive = folder().resolve(ARCHIVE);
        assumeThat(archive)
                .as(
                        "recorded outputs: set -Dnetstacks.conformance or NETSTACKS_CONFORMANCE to the folder with %s",
                        ARCHIVE)
                .exists();
        try (InputStream stream = new GZIPInputStream(Files.newInputStream(archive))) {
            return untar(stream.readAllBytes());
        }
    }

    /** Takes the files {@code .../tests/<platform>/<command>/<file>.raw} out of a tar archive. */
    private static List<Recorded> untar(byte[] tar) throws IOException {
        List<Recorded> recorded = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(tar);
        byte[] header = in.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            String name = field(header, 345, 155) + (header[345] == 0 ? "" : "/") + field(header, 0, 100);
            int size = Integer.parseInt(field(header, 124, 12).strip(), 8);
            byte[] content = in.readNBytes(size);
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            String[] path = name.split("/", -1);
            if (name.endsWith(".raw") && path.length >= 4 && path[path.length - 4].equals("tests")) {
                String text = new String(content, StandardCharsets.UTF_8)
                        .replace("\r\n", "\n")
                        .replace('\r', '\n');
                recorded.add(new Recorded(path[path.length - 3], path[path.length - 2], path[path.length - 1], text));
            }
            header = in.readNBytes(BLOCK);
        }
        return recorded;
    }

    private static String field(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.US_ASCII);
    }

    private static Path folder() {
        String given = System.getProperty("netstacks.conformance", System.getenv("NETSTACKS_CONFORMANCE"));
        if (given != null) {
            return Path.of(given);
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .takeWhile(path -> path != null)
                .flatMap(path ->
                        Stream.of(path.resolve("shared/conformance"), path.resolveSibling("shared/conformance")))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of("conformance"));
    }
}
