package io.netstacks.spi.incident;

import java.util.Locale;

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
    CRITICAL;

    /**
     * Returns what other systems mean by a word or by a syslog number (RFC 5424, section 6.2.1: 0 to 3 are errors, 4 is a warning,
     * 5 to 7 are for information). What is not known is a warning, since nothing may get lost by its spelling.
     */
    public static Severity of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "critical",
                    "crit",
                    "emergency",
                    "emerg",
                    "alert",
                    "fatal",
                    "high",
                    "error",
                    "err",
                    "0",
                    "1",
                    "2",
                    "3" -> CRITICAL;
            case "major" -> MAJOR;
            case "minor" -> MINOR;
            case "info", "information", "informational", "notice", "low", "debug", "normal", "ok", "5", "6", "7" ->
                INFO;
            default -> WARNING;
        };
    }
}
