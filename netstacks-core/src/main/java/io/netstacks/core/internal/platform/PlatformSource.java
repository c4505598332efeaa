package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One layer of platform files. Safe for use by many threads. */
interface PlatformSource {

    /** The name of the file that holds what platforms share. */
    String SHARED = "defaults";

    /** Returns what it has a file for, in its order, by id. */
    Map<String, Entry> index();

    /** Reads the file of a platform, or the shared one; what is wrong goes to the problems. */
    Optional<FactMap> read(String id, FactProblems problems);

    /** Returns the names in other tools that a host's own files give, in the order of the files. */
    default List<Claim> claims() {
        return List.of();
    }

    /**
     * A name that a file gives its platform.
     *
     * @param name the name in another tool
     * @param id the platform
     * @param place where it stands
     */
    record Claim(String name, String id, FactPlace place) {}

    /**
     * What is known of a platform without reading its file.
     *
     * @param parent the platform that it extends
     * @param names the names that other tools have for it
     */
    record Entry(Optional<String> parent, List<String> names) {}
}
