package io.netstacks.spi.agent;

import java.time.Instant;
import java.util.Optional;

/**
 * Which sessions are listed; what is empty does not restrict. Immutable.
 *
 * @param agent of this agent
 * @param state in this state
 * @param triggerId begun by the thing of this id
 * @param since begun at or after
 */
public record AgentSessionQuery(
        Optional<String> agent,
        Optional<AgentSessionState> state,
        Optional<String> triggerId,
        Optional<Instant> since) {

    /** Returns a query for all. */
    public static AgentSessionQuery all() {
        return new AgentSessionQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a copy for sessions of an agent. */
    public AgentSessionQuery of(String newAgent) {
        return new AgentSessionQuery(Optional.of(newAgent), state, triggerId, since);
    }

    /** Returns a copy for sessions in a state. */
    public AgentSessionQuery in(AgentSessionState newState) {
        return new AgentSessionQuery(agent, Optional.of(newState), triggerId, since);
    }

    /** Returns a copy for sessions that the thing of that id began. */
    public AgentSessionQuery triggeredBy(String newTriggerId) {
        return new AgentSessionQuery(agent, state, Optional.of(newTriggerId), since);
    }

    /** Returns a copy for sessions that began at or after a time. */
    public AgentSessionQuery startedSince(Instant time) {
        return new AgentSessionQuery(agent, state, triggerId, Optional.of(time));
    }
}
