package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.AgentCounts;
import io.netstacks.spi.agent.AgentDefinition;
import java.util.Optional;

/** Keeps agents as people set them up. Safe for use by many threads; what has returned is durable. */
public interface AgentStore {

    /** Adds an agent, or replaces the one of that name. */
    Stored<AgentDefinition> save(AgentDefinition agent);

    /**
     * Replaces an agent if nobody has changed it meanwhile.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     */
    Stored<AgentDefinition> update(AgentDefinition agent, long expectedVersion);

    /**
     * Lets an agent work, or no longer, and changes nothing else about it.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such agent
     */
    Stored<AgentDefinition> enable(String name, boolean enabled);

    /** Returns an agent. */
    Optional<Stored<AgentDefinition>> find(String name);

    /** Returns agents by name. */
    Page<Stored<AgentDefinition>> list(PageRequest page);

    /**
     * Makes this agent the default one instead of the one that was, in one step: there is never more than one.
     *
     * @throws io.netstacks.spi.error.NotFoundException if there is no such agent
     */
    void setDefault(String name);

    /** Leaves no agent the default. */
    void clearDefault();

    /** Returns the name of the default agent. */
    Optional<String> defaultName();

    /** Counts the agents in the store; nothing is loaded. */
    AgentCounts counts();

    /**
     * Deletes an agent and all its sessions, with their messages, actions and approvals; if it was the default, none is. What
     * the audit log says of it stays.
     *
     * @return whether there was one
     * @throws io.netstacks.spi.error.ConflictException if a session of it is not over; nothing is deleted then
     */
    boolean delete(String name);
}
