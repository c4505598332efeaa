package io.netstacks.spi.mop;

import io.netstacks.spi.Limits;

/**
 * What people say about a MOP besides its document. Immutable.
 *
 * @param name its name; no two MOPs have the same
 * @param description what it is for, at most 1 000 000 characters
 * @param enabled whether it may be run; the store keeps it, who begins executions asks
 */
public record MopDetails(String name, String description, boolean enabled) {

    /** Checks the sizes. */
    public MopDetails {
        Limits.key("the name of a MOP", name);
        Limits.atMost(Limits.TEXT, "the description of a MOP", description);
    }

    /** Returns details of a MOP that may be run. */
    public static MopDetails of(String name, String description) {
        return new MopDetails(name, description, true);
    }

    /** Returns a copy with another name. */
    public MopDetails named(String newName) {
        return new MopDetails(newName, description, enabled);
    }

    /** Returns a copy that may be run, or not. */
    public MopDetails enabled(boolean newEnabled) {
        return new MopDetails(name, description, newEnabled);
    }
}
