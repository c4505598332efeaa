package io.netstacks.core.internal.clitable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Templates on the class path, which do not change. Safe for use by many threads.
 *
 * @param loader where they are found
 * @param folder the path of their folder, ended by a slash
 */
public record ResourceTemplates(ClassLoader loader, String folder) implements TemplateFiles {

    @Override
    public Optional<String> read(String name) throws IOException {
        if (!TemplateFiles.isPlainName(name)) {
            return Optional.empty();
        }
        try (InputStream in = loader.getResourceAsStream(folder + name)) {
            return in == null ? Optional.empty() : Optional.of(TemplateFiles.text(in, folder + name));
        }
    }

    @Override
    public Object stamp(String name) {
        return folder;
    }

    @Override
    public String place() {
        return "class path " + folder;
    }
}
