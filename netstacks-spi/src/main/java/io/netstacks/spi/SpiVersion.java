package io.netstacks.spi;

/**
 * The version of this SPI that a provider was compiled against. It is raised with a release, once for all that came since the
 * release before; between releases it promises nothing.
 *
 * <p>Implementers write {@code new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR)} in {@link Provider#builtAgainst()}: the
 * compiler inlines the constants, so the value tells what the provider saw when it was built, not what runs now.
 * Immutable.
 *
 * @param major incompatible between values
 * @param minor additions only; a provider built against a higher minor than the running one is refused
 */
public record SpiVersion(int major, int minor) {

    /** Raised when a provider compiled for the release before can no longer work. */
    public static final int MAJOR = 0;

    /** Raised when something was added since the release before; the first release has 0.1. */
    public static final int MINOR = 1;

    /** Returns the version of the SPI that is running. */
    public static SpiVersion running() {
        return new SpiVersion(MAJOR, MINOR);
    }

    /** Tells whether a provider built against this version works with the running SPI. */
    public boolean worksWith(SpiVersion running) {
        return major == running.major && minor <= running.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
