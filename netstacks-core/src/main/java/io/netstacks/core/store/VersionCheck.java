package io.netstacks.core.store;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.store.Stored;
import java.util.Optional;

/** Checks that a record is still the one that somebody has read. Without state. */
public final class VersionCheck {

    private VersionCheck() {}

    /**
     * Returns the record if it has the expected version.
     *
     * @param what the record in a message, for example {@code incident 7}
     * @throws ConflictException if it has another one, or is gone
     */
    public static <T> Stored<T> of(String what, Optional<Stored<T>> found, long expectedVersion) {
        Stored<T> stored = found.orElseThrow(() -> new ConflictException(what + " was deleted meanwhile"));
        if (stored.version() != expectedVersion) {
            throw new ConflictException(what + " has version " + stored.version() + ", not " + expectedVersion
                    + ": read it again and decide again");
        }
        return stored;
    }
}
