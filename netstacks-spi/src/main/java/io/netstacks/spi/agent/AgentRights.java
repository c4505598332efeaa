package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;
import java.util.Set;

/**
 * What an agent may touch. What is not named is not allowed: empty sets allow nothing. Immutable.
 *
 * @param autonomy how far it may go
 * @param tools the names of its tools; {@link #ANY} allows all, at most 1000
 * @param devices the names of its devices; {@link #ANY} allows all, at most 10 000
 */
public record AgentRights(AutonomyLevel autonomy, Set<String> tools, Set<String> devices) {

    /** Stands for every tool, or every device. */
    public static final String ANY = "*";

    /** Reads nothing, does nothing. */
    public static final AgentRights NONE = new AgentRights(AutonomyLevel.DIAGNOSE, Set.of(), Set.of());

    /** Copies the sets and checks their sizes. */
    public AgentRights {
        tools = Set.copyOf(tools);
        devices = Set.copyOf(devices);
        Limits.count(1000, "tools of an agent", tools);
        Limits.count(10_000, "devices of an agent", devices);
    }

    /** Tells whether the agent may call a tool of that name. */
    public boolean allowsTool(String tool) {
        return tools.contains(ANY) || tools.contains(tool);
    }

    /** Tells whether the agent may work on a device of that name. */
    public boolean allowsDevice(String device) {
        return devices.contains(ANY) || devices.contains(device);
    }
}
