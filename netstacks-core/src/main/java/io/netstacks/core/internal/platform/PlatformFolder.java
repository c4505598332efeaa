package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactList;
import io.netstacks.core.internal.platform.FactNode.FactMap;
import io.netstacks.core.internal.platform.FactNode.FactText;
import io.netstacks.spi.error.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A host's own files, {@code <platform id>.yaml} each; read once, when the folder is named. */
final class PlatformFolder implements PlatformSource {

    static final int MAX_FILES = 500;

    private static final String SUFFIX = ".yaml";
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final Map<String, FactMap> files;

    private PlatformFolder(Map<String, FactMap> files) {
        this.files = files;
    }

    /** Reads every file of the folder; subfolders and other files are left alone. */
    static PlatformFolder read(Path folder, FactProblems problems) {
        Map<String, FactMap> files = new LinkedHashMap<>();
        for (Path path : list(folder)) {
            String name = String.valueOf(path.getFileName());
            if (!name.endsWith(SUFFIX)) {
                problems.add(new FactPlace(path.toString(), 1), "a platform file ends with " + SUFFIX + "; rename it");
                continue;
            }
            String id = name.substring(0, name.length() - SUFFIX.length());
            if (!ID.matcher(id).matches()) {
                problems.add(
                        new FactPlace(path.toString(), 1),
                        "the file name is the platform's id: small letters, digits and _, a letter first");
                continue;
            }
            text(path, problems).ifPresent(text -> files.put(id, FactReader.read(path.toString(), text, problems)));
        }
        return new PlatformFolder(files);
    }

    @Override
    public Map<String, Entry> index() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        files.forEach((id, file) -> {
            if (!id.equals(SHARED)) {
                Optional<String> parent = file.entries().get("extends") instanceof FactText text
                        ? Optional.of(text.text())
                        : Optional.empty();
                entries.put(
                        id,
                        new Entry(
                                parent, names(file).stream().map(FactText::text).toList()));
            }
        });
        return entries;
    }

    @Override
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        files.forEach((id, file) -> names(file).forEach(name -> claims.add(new Claim(name.text(), id, name.place()))));
        return claims;
    }

    /** Tells whether it changes what all platforms share. */
    boolean changesShared() {
        return files.containsKey(SHARED);
    }

    @Override
    public Optional<FactMap> read(String id, FactProblems problems) {
        return Optional.ofNullable(files.get(id));
    }

    /** Takes what can be taken; what is wrong with the names is reported when the platform is read. */
    private static List<FactText> names(FactMap file) {
        if (!(file.entries().get("names") instanceof FactMap tools)) {
            return List.of();
        }
        return tools.entries().values().stream()
                .flatMap(node -> node instanceof FactList list ? list.items().stream() : Stream.of(node))
                .filter(FactText.class::isInstance)
                .map(FactText.class::cast)
                .toList();
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw InvalidInputException.of(folder + " is no directory; expected one with platform files (*.yaml)");
        }
        try (Stream<Path> paths = Files.list(folder)) {
            List<Path> yaml = paths.filter(path ->
                            path.toString().endsWith(SUFFIX) || path.toString().endsWith(".yml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (yaml.size() > MAX_FILES) {
                throw InvalidInputException.of(folder + " has more than " + MAX_FILES + " platform files");
            }
            return yaml;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> text(Path path, FactProblems problems) {
        FactPlace top = new FactPlace(path.toString(), 1);
        try {
            long size = Files.size(path);
            if (size > FactReader.MAX_CHARS) {
                problems.add(top, "has " + size + " bytes, at most " + FactReader.MAX_CHARS + " are read");
                return Optional.empty();
            }
            return Optional.of(Files.readString(path));
        } catch (CharacterCodingException e) {
            problems.add(top, "is no UTF-8 text");
        } catch (IOException e) {
            problems.add(top, "cannot be read: " + e);
        }
        return Optional.empty();
    }
}
