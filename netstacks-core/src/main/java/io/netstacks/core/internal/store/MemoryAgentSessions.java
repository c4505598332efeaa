package io.netstacks.core.internal.store;

import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.agent.AgentAction;
import io.netstacks.spi.agent.AgentMessage;
import io.netstacks.spi.agent.AgentSession;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.AgentSessionQuery;
import io.netstacks.spi.agent.AgentSessionState;
import io.netstacks.spi.agent.AgentSessionStore;
import io.netstacks.spi.agent.AgentUsage;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

final class MemoryAgentSessions implements AgentSessionStore {

    private final MemoryJournal journal;
    private final MemoryApprovals approvals;
    private final MemoryTimeline<AgentSession> sessions;
    private final MemorySequence<AgentMessage> messages;
    private final MemorySequence<AgentAction> actions;

    MemoryAgentSessions(MemoryJournal journal, MemoryApprovals approvals) {
        this.journal = journal;
        this.approvals = approvals;
        sessions = new MemoryTimeline<>(journal);
        messages = new MemorySequence<>(journal);
        actions = new MemorySequence<>(journal);
    }

    @Override
    public void start(AgentSession session) {
        journal.atomically(() -> {
            if (sessions.has(session.id().value())) {
                throw new ConflictException("there is an agent session " + session.id() + " already");
            }
            sessions.add(session.id().value(), session.startedAt(), kept(session, session));
            return session;
        });
    }

    @Override
    public boolean advance(AgentSessionState expected, AgentSession session) {
        expected.to(session.state());
        return journal.atomically(() -> sessions.find(session.id().value())
                        .filter(old -> old.state() == expected)
                        .isPresent()
                && sessions.change(session.id().value(), old -> kept(old, session)));
    }

    /** Returns what begins as the first and goes on as the second, which may be the same. */
    private static AgentSession kept(AgentSession first, AgentSession now) {
        return new AgentSession(
                first.id(),
                first.agent(),
                first.trigger(),
                first.triggerId(),
                first.parentId(),
                first.startedBy(),
                StoreTime.micros(first.startedAt()),
                first.prompt(),
                now.context(),
                now.state(),
                now.endedAt().map(StoreTime::micros),
                now.summary(),
                first.usage());
    }

    @Override
    public boolean addUsage(AgentSessionId sessionId, AgentUsage more) {
        return journal.atomically(() -> sessions.change(sessionId.value(), session -> session.using(more)));
    }

    @Override
    public Optional<AgentSession> find(AgentSessionId sessionId) {
        return journal.atomically(() -> sessions.find(sessionId.value()));
    }

    @Override
    public Page<AgentSession> list(AgentSessionQuery query, PageRequest page) {
        return journal.atomically(() -> sessions.page(
                session -> query.agent().map(session.agent()::equals).orElse(true)
                        && query.state().map(session.state()::equals).orElse(true)
                        && (query.triggerId().isEmpty() || query.triggerId().equals(session.triggerId()))
                        && query.since()
                                .map(since -> !session.startedAt().isBefore(StoreTime.micros(since)))
                                .orElse(true),
                page));
    }

    @Override
    public Map<AgentSessionState, Long> countByState() {
        return journal.atomically(() -> sessions.newestFirst()
                .collect(Collectors.groupingBy(AgentSession::state, TreeMap::new, Collectors.counting())));
    }

    @Override
    public List<Sequenced<AgentMessage>> addMessages(AgentSessionId sessionId, List<AgentMessage> added) {
        return journal.atomically(() -> {
            checkThere(sessionId);
            return added.stream()
                    .map(message -> messages.add(
                            sessionId.value(),
                            new AgentMessage(
                                    message.role(),
                                    message.text(),
                                    message.toolCallId(),
                                    message.toolCalls(),
                                    StoreTime.micros(message.at()))))
                    .toList();
        });
    }

    private void checkThere(AgentSessionId sessionId) {
        if (!sessions.has(sessionId.value())) {
            throw NotFoundException.of("agent session", sessionId.value(), List.of());
        }
    }

    @Override
    public Page<Sequenced<AgentMessage>> messages(AgentSessionId sessionId, PageRequest page) {
        return journal.atomically(() -> messages.page(sessionId.value(), page));
    }

    @Override
    public Sequenced<AgentAction> addAction(AgentSessionId sessionId, AgentAction action) {
        return journal.atomically(() -> {
            checkThere(sessionId);
            return actions.add(sessionId.value(), kept(action, action));
        });
    }

    @Override
    public boolean advanceAction(AgentSessionId sessionId, AgentAction.State expected, Sequenced<AgentAction> action) {
        expected.to(action.value().state());
        return journal.atomically(() -> {
            boolean mine = actions.find(sessionId.value(), action.sequence())
                    .filter(old -> old.state() == expected)
                    .isPresent();
            if (mine) {
                actions.change(sessionId.value(), action.sequence(), old -> kept(old, action.value()));
            }
            return mine;
        });
    }

    private static AgentAction kept(AgentAction first, AgentAction now) {
        return new AgentAction(
                first.type(),
                now.state(),
                now.text(),
                first.tool(),
                first.input(),
                now.output(),
                first.risk(),
                StoreTime.micros(first.startedAt()),
                now.endedAt().map(StoreTime::micros));
    }

    @Override
    public Page<Sequenced<AgentAction>> actions(AgentSessionId sessionId, PageRequest page) {
        return journal.atomically(() -> actions.page(sessionId.value(), page));
    }

    @Override
    public int deleteEnded(Instant before) {
        return journal.atomically(() -> {
            List<AgentSessionId> old = sessions.newestFirst()
                    .filter(session -> session.endedAt()
                            .filter(StoreTime.micros(before)::isAfter)
                            .isPresent())
                    .map(AgentSession::id)
                    .toList();
            old.forEach(this::remove);
            return old.size();
        });
    }

    private void remove(AgentSessionId id) {
        messages.removeAll(id.value());
        actions.removeAll(id.value());
        approvals.removeOf(id);
        sessions.remove(id.value());
    }

    /**
     * Removes all sessions of an agent that is deleted; within its transaction.
     *
     * @throws ConflictException if one of them is not over
     */
    void removeOf(String agent) {
        List<AgentSession> ofAgent = sessions.newestFirst()
                .filter(session -> session.agent().equals(agent))
                .toList();
        ofAgent.stream().filter(session -> !session.state().isEnd()).findFirst().ifPresent(session -> {
            throw new ConflictException("agent " + agent + " has a session that is not over, " + session.id()
                    + ": end it first, or disable the agent");
        });
        ofAgent.forEach(session -> remove(session.id()));
    }
}
