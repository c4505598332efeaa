package io.netstacks.core.internal.ttp;

import java.util.List;
import java.util.Optional;

/** Where templates find the files that they name. The host decides; by default there are none. */
public interface TtpSources {

    /** Returns the text of a file; empty if there is none of that path. */
    Optional<String> read(String path);

    /** Returns the names of the files in a folder; empty if there is none of that path. */
    List<String> list(String path);
}
