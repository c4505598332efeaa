package io.netstacks.testkit.fake;

import java.util.Optional;

/**
 * The configuration that a simulated device keeps. Scripts have ready ones: lines in sections, and statements with a
 * candidate. Safe for use by many threads.
 */
public interface FakeConfig {

    /** Returns the running configuration as the device would show it, without the lines around it. */
    String running();

    /** Returns what the device would load at its next start. */
    String startup();

    /** Makes the running configuration the one that is loaded at the next start. */
    void save();

    /** Starts again: the startup configuration becomes the running one. */
    void reload();

    /**
     * Changes the running configuration from outside, as if somebody else had done it.
     *
     * @param lines in the device's own language, sections with their indentation
     */
    void change(String lines);

    /** Returns the host name, if the configuration says one. */
    Optional<String> hostname();

    /** Returns a configuration that is always empty, for devices without one. */
    static FakeConfig empty() {
        return new NoConfig();
    }
}
