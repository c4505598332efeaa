package io.netstacks.spi.platform;

import io.netstacks.spi.Provider;
import java.util.List;

/** Brings platforms that are not built in. Safe for use by many threads. */
public interface PlatformProvider extends Provider {

    /**
     * Returns its platforms; asked once, when the entry object is built. An id that exists already is refused.
     *
     * @throws io.netstacks.spi.error.InvalidInputException with file and line of every mistake in its data
     */
    List<Platform> platforms();
}
