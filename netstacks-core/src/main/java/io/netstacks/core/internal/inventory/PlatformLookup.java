package io.netstacks.core.internal.inventory;

import java.util.Optional;

/** Finds the platform that a name of another tool means. */
@FunctionalInterface
public interface PlatformLookup {

    /** Returns the id of the platform; empty if the name is unknown. */
    Optional<String> idOf(String name);
}
