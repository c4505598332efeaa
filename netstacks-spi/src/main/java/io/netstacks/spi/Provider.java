package io.netstacks.spi;

import java.util.List;

/**
 * The common face of everything that {@code ServiceLoader} may find or a host may hand in.
 *
 * <p>A provider is created with its no-argument constructor, once, while the entry object is built; creating one must not
 * touch the network or the disk. Safe for use by many threads.
 */
public interface Provider {

    /** Returns the name under which settings and devices refer to it: lower case, stable, unique within its port. */
    String id();

    /** Returns the SPI version that it was compiled against; see {@link SpiVersion} for how to write it. */
    SpiVersion builtAgainst();

    /** Tells whether it can work here, for example whether its driver is on the class path. */
    default Availability availability() {
        return Availability.ready();
    }

    /** Returns the settings that it understands; an unknown key is refused when the entry object is built. */
    default List<Option<?>> options() {
        return List.of();
    }
}
