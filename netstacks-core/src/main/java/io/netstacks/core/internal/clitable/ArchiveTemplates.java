package io.netstacks.core.internal.clitable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Templates in a zip archive (a jar or a Python wheel is one), in the folder that holds the index. The archive may be replaced
 * at any time. Safe for use by many threads.
 *
 * @param archive the archive
 * @param folder the path of the folder within, empty or ended by a slash
 */
public record ArchiveTemplates(Path archive, String folder) implements TemplateFiles {

    /** Opens an archive; empty if it holds no index. The index nearest to the root counts. */
    public static Optional<ArchiveTemplates> open(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.equals(INDEX) || name.endsWith("/" + INDEX))
                    .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                    .map(name -> new ArchiveTemplates(archive, name.substring(0, name.length() - INDEX.length())));
        }
    }

    @Override
    public Optional<String> read(String name) throws IOException {
        if (!TemplateFiles.isPlainName(name)) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(folder + name);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return Optional.of(TemplateFiles.text(in, archive + "!" + folder + name));
            }
        }
    }

    @Override
    public Object stamp(String name) {
        Path parent = archive.toAbsolutePath().getParent();
        Path file = archive.getFileName();
        return parent == null || file == null ? name : new FolderTemplates(parent).stamp(file.toString());
    }

    @Override
    public String place() {
        return archive + "!" + folder;
    }
}
