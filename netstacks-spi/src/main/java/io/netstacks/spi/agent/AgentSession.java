package io.netstacks.spi.agent;

import io.netstacks.spi.Limits;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One piece of work of an agent. Its messages and actions are kept beside it. Holds no secrets. Immutable.
 *
 * @param id its id
 * @param agent the agent's name
 * @param trigger what began it
 * @param triggerId the alert, the procedure's run or the schedule; empty if there is none
 * @param parentId the session that handed over; empty if there is none
 * @param startedBy who asked for it, as {@code Actor.toString} shows
 * @param startedAt when it began
 * @param prompt what it was asked, at most 1 000 000 characters
 * @param context what it knows besides, at most 100 000 characters
 * @param state where it is
 * @param endedAt when it ended; empty until then
 * @param summary what came of it, at most 1 000 000 characters; empty until somebody says
 * @param usage what it used up; counted by {@link AgentSessionStore#addUsage} alone
 */
public record AgentSession(
        AgentSessionId id,
        String agent,
        AgentTrigger trigger,
        Optional<String> triggerId,
        Optional<AgentSessionId> parentId,
        String startedBy,
        Instant startedAt,
        String prompt,
        Map<String, String> context,
        AgentSessionState state,
        Optional<Instant> endedAt,
        Optional<String> summary,
        AgentUsage usage) {

    private static final int MAX_CONTEXT = 100_000;

    /** Checks the sizes and copies the context. */
    public AgentSession {
        Limits.key("the agent of a session", agent);
        Limits.key("who started an agent session", startedBy);
        triggerId.ifPresent(text -> Limits.key("the trigger of an agent session", text));
        Limits.atMost(Limits.TEXT, "the prompt of an agent session", prompt);
        summary.ifPresent(text -> Limits.atMost(Limits.TEXT, "the summary of an agent session", text));
        context = Map.copyOf(context);
        Limits.entries(MAX_CONTEXT, "the context of an agent session", context);
    }

    /** Returns a session that is at work since the given time. */
    public static AgentSession started(
            AgentSessionId id, String agent, AgentTrigger trigger, String startedBy, Instant at, String prompt) {
        return new AgentSession(
                id,
                agent,
                trigger,
                Optional.empty(),
                Optional.empty(),
                startedBy,
                at,
                prompt,
                Map.of(),
                AgentSessionState.RUNNING,
                Optional.empty(),
                Optional.empty(),
                AgentUsage.NONE);
    }

    /** Returns a copy that was begun by the thing of that id. */
    public AgentSession triggeredBy(String newTriggerId) {
        return new AgentSession(
                id,
                agent,
                trigger,
                Optional.of(newTriggerId),
                parentId,
                startedBy,
                startedAt,
                prompt,
                context,
                state,
                endedAt,
                summary,
                usage);
    }

    /** Returns a copy that goes on where the session of that id stopped. */
    public AgentSession childOf(AgentSessionId newParentId) {
        return new AgentSession(
                id,
                agent,
                trigger,
                triggerId,
                Optional.of(newParentId),
                startedBy,
                startedAt,
                prompt,
                context,
                state,
                endedAt,
                summary,
                usage);
    }

    /** Returns a copy that knows something else. */
    public AgentSession with(Map<String, String> newContext) {
        return changed(newContext, state, endedAt, summary, usage);
    }

    /**
     * Returns a copy in another state that is no end.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if it may not become that
     */
    public AgentSession in(AgentSessionState next) {
        return changed(context, state.to(next), endedAt, summary, usage);
    }

    /**
     * Returns a copy that has ended.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if it may not end so
     */
    public AgentSession ended(AgentSessionState how, Instant at, String newSummary) {
        return changed(context, state.to(how), Optional.of(at), Optional.of(newSummary), usage);
    }

    /** Returns a copy that used up more. */
    public AgentSession using(AgentUsage more) {
        return changed(context, state, endedAt, summary, usage.plus(more));
    }

    private AgentSession changed(
            Map<String, String> newContext,
            AgentSessionState newState,
            Optional<Instant> newEnd,
            Optional<String> newSummary,
            AgentUsage newUsage) {
        return new AgentSession(
                id,
                agent,
                trigger,
                triggerId,
                parentId,
                startedBy,
                startedAt,
                prompt,
                newContext,
                newState,
                newEnd,
                newSummary,
                newUsage);
    }
}
