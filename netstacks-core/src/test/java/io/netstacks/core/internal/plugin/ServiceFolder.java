package io.netstacks.core.internal.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A class path directory with service files, as a plug-in's jar would bring them. */
final class ServiceFolder implements AutoCloseable {

    private final Path folder;
    private final URLClassLoader loader;

    ServiceFolder(Path folder) {
        this.folder = folder;
        try {
            loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, ServiceFolder.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServiceFolder service(Class<?> port, String... lines) {
        return file("META-INF/services/" + port.getName(), String.join("\n", lines));
    }

    ServiceFolder file(String path, String content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    ProviderTable table() {
        return new ProviderTable(new ProviderLoader(List.of(loader)), true, Map.of());
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
