package io.netstacks.core.plugin;

import java.util.List;
import java.util.Optional;

/**
 * The fate of every provider that was found, given, or built in. Immutable.
 *
 * @param report one line per provider, by port and id
 */
public record Plugins(List<Plugin> report) {

    /** Copies the report. */
    public Plugins {
        report = List.copyOf(report);
    }

    /** What became of a provider. */
    public enum State {
        /** In use. */
        ACTIVE,
        /** Could be used; another one was chosen. */
        AVAILABLE,
        /** Says itself that it cannot work here. */
        UNAVAILABLE,
        /** Was compiled against an SPI that this library does not offer. */
        INCOMPATIBLE,
        /** Could not be loaded or created. */
        BROKEN,
        /** Another provider took its id over on purpose. */
        REPLACED,
        /** Was found on the class path with an id that another provider has. */
        DUPLICATE
    }

    /**
     * One provider. Immutable.
     *
     * @param port the simple name of the port
     * @param id its id; its class name, or empty, where it did not get so far
     * @param state what became of it
     * @param origin the jar or folder that it comes from, or {@code built in}, or {@code given}
     * @param detail why, a sentence; empty if there is nothing to say
     */
    public record Plugin(String port, String id, State state, String origin, String detail) {}

    /** Returns the line of a provider. */
    public Optional<Plugin> find(String port, String id) {
        return report.stream()
                .filter(plugin -> plugin.port().equals(port) && plugin.id().equals(id))
                .findFirst();
    }
}
