package io.netstacks.spi.agent;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps agents' sessions with their messages and actions. Numbers of messages and actions come from the store, so calls at the
 * same time never get the same. Safe for use by many threads; what has returned is durable.
 */
public interface AgentSessionStore {

    /**
     * Adds a session.
     *
     * @throws io.netstacks.spi.error.ConflictException if the id exists
     */
    void start(AgentSession session);

    /**
     * Changes the state, the context, the end and the summary of a session if it is in the expected state.
     *
     * @return whether it was: false means that somebody else was faster, or that there is no such session
     * @throws io.netstacks.spi.error.InvalidInputException if the expected state may not become the new one
     */
    boolean advance(AgentSessionState expected, AgentSession session);

    /**
     * Counts what a session used up besides.
     *
     * @return whether there is such a session
     */
    boolean addUsage(AgentSessionId sessionId, AgentUsage more);

    /** Returns a session. */
    Optional<AgentSession> find(AgentSessionId sessionId);

    /** Returns sessions, the newest first. */
    Page<AgentSession> list(AgentSessionQuery query, PageRequest page);

    /** Returns how many sessions there are in each state; states without any are missing. */
    Map<AgentSessionState, Long> countByState();

    /**
     * Adds messages in this order, all or nothing and with nobody's in between.
     *
     * @return the messages with their numbers
     * @throws io.netstacks.spi.error.NotFoundException if there is no such session
     */
    List<Sequenced<AgentMessage>> addMessages(AgentSessionId sessionId, List<AgentMessage> messages);

    /** Returns the messages of a session in their order. */
    Page<Sequenced<AgentMessage>> messages(AgentSessionId sessionId, PageRequest page);

    /**
     * Adds an action.
     *
     * @return the action with its number
     * @throws io.netstacks.spi.error.NotFoundException if there is no such session
     */
    Sequenced<AgentAction> addAction(AgentSessionId sessionId, AgentAction action);

    /**
     * Replaces an action if it is in the expected state; its type, tool, input and start stay.
     *
     * @return whether it was: false means that somebody else was faster, or that there is no such action
     * @throws io.netstacks.spi.error.InvalidInputException if the expected state may not become the new one
     */
    boolean advanceAction(AgentSessionId sessionId, AgentAction.State expected, Sequenced<AgentAction> action);

    /** Returns the actions of a session in their order. */
    Page<Sequenced<AgentAction>> actions(AgentSessionId sessionId, PageRequest page);

    /**
     * Deletes sessions that ended before the given time, with their messages, actions and approvals.
     *
     * @return how many sessions
     */
    int deleteEnded(Instant before);
}
