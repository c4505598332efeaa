package io.netstacks.core.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts by path in the place of files. Immutable. */
record TtpTexts(Map<String, String> texts) implements TtpFiles {

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(texts.get(path));
    }

    @Override
    public List<String> list(String path) {
        String folder = path.endsWith("/") ? path : path + "/";
        return texts.keySet().stream()
                .filter(name -> name.startsWith(folder) && name.indexOf('/', folder.length()) < 0)
                .map(name -> name.substring(folder.length()))
                .sorted()
                .toList();
    }
}
