package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One layer of platform files. Safe for use by many threads. */
interface PlatformSource {

    /** The name of the file that holds what platforms share. */
    String SHARED = "defaults";

    /** Returns the platforms that it has a file for, in its order, and the names that other tools have for them. */
    Map<String, List<String>> names();

    /** Reads the file of a platform, or the shared one; what is wrong goes to the problems. */
    Optional<FactMap> read(String id, FactProblems problems);
}
