package io.netstacks.core.internal.clitable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** Templates in a folder, which may change at any time. Safe for use by many threads. */
public record FolderTemplates(Path folder) implements TemplateFiles {

    private record Stamp(FileTime changed, long size) {}

    @Override
    public Optional<String> read(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!TemplateFiles.isPlainName(name) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(TemplateFiles.text(in, file.toString()));
        }
    }

    @Override
    public Object stamp(String name) {
        try {
            BasicFileAttributes seen = Files.readAttributes(folder.resolve(name), BasicFileAttributes.class);
            return new Stamp(seen.lastModifiedTime(), seen.size());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String place() {
        return folder.toString();
    }
}
