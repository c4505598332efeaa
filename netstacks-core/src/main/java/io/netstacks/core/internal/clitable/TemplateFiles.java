package io.netstacks.core.internal.clitable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A place where an index and its templates are kept. Safe for use by many threads. */
public sealed interface TemplateFiles permits FolderTemplates, ArchiveTemplates, ResourceTemplates {

    /** The name of the index. */
    String INDEX = "index";

    /** The longest file that is read, in bytes. */
    int MAX_BYTES = 8_000_000;

    /** Returns the text of a file; empty if there is none of this name. */
    Optional<String> read(String name) throws IOException;

    /** Returns something that is equal as long as the file is the same. */
    Object stamp(String name);

    /** Returns where this is, for messages. */
    String place();

    /** Tells whether a name is that of a file right here: an index may not lead elsewhere. */
    static boolean isPlainName(String name) {
        return !name.isBlank() && name.indexOf('/') < 0 && name.indexOf('\\') < 0 && !name.startsWith("..");
    }

    /** Reads a file to its end, as UTF-8; what is none is replaced. */
    static String text(InputStream in, String place) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IOException(place + " is longer than " + MAX_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
