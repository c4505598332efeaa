package io.netstacks.core.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where TTP templates find the files that they name: extended templates, included data, inputs by path. A template reaches
 * no file unless a host gives it one of these. To be safe for use by many threads.
 */
public interface TtpFiles {

    /** Returns the text of a file; empty if there is none of that path. */
    Optional<String> read(String path);

    /** Returns the names of the files in a folder, in order; empty if there is no such folder. */
    default List<String> list(String path) {
        return List.of();
    }

    /** Returns one without any file. */
    static TtpFiles none() {
        return path -> Optional.empty();
    }

    /** Returns one with texts by path. */
    static TtpFiles of(Map<String, String> texts) {
        return new TtpTexts(Map.copyOf(texts));
    }
}
