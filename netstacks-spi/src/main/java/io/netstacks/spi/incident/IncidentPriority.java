package io.netstacks.spi.incident;

/** How soon people have to work on an incident, the most urgent last. */
public enum IncidentPriority {
    /** When there is time. */
    LOW,
    /** Today. */
    MEDIUM,
    /** Next. */
    HIGH,
    /** Now. */
    CRITICAL
}
