package io.netstacks.spi.tool;

/** What can go wrong when a tool is called. */
public enum RiskLevel {
    /** It reads. */
    LOW,
    /** It changes records of the platform. */
    MEDIUM,
    /** It changes devices. */
    HIGH
}
