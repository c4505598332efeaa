package io.netstacks.spi.incident;

/** How bad it is, the mildest first; alerts and incidents use the same words. */
public enum Severity {
    /** Good to know. */
    INFO,
    /** It may become bad. */
    WARNING,
    /** A few are affected. */
    MINOR,
    /** Many are affected. */
    MAJOR,
    /** Everything stands still. */
    CRITICAL
}
