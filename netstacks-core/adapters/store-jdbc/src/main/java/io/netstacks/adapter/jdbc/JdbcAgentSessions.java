package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Agent sessions; adding a part locks the session's row and no other. */
final class JdbcAgentSessions implements AgentSessionStore {

    private static final NumberedRows MESSAGES =
            new NumberedRows("agent session", "{agent_session}", "messages", "{agent_message}", "session_id");
    private static final NumberedRows ACTIONS =
            new NumberedRows("agent session", "{agent_session}", "actions", "{agent_action}", "session_id");

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcAgentSessions(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public void start(AgentSession session) {
        boolean added = transactions.write(
                "starting agent session " + session.id(),
                handle -> backend.dialect()
                        .insertIfAbsent(
                                handle,
                                backend.sql(
                                        "INSERT INTO {agent_session} (id, agent, trigger_type, trigger_id, parent_id,"
                                                + " started_by, started_at, prompt, context, state, ended_at, summary,"
                                                + " input_tokens, output_tokens, tool_calls, iterations, messages, actions)"
                                                + " VALUES (:id, :agent, :trigger, :triggerId, :parentId, :startedBy,"
                                                + " :startedAt, :prompt, :context, :state, :endedAt, :summary,"
                                                + " :inputTokens, :outputTokens, :toolCalls, :iterations, 0, 0)"),
                                insert -> {
                                    AgentRows.bindStart(insert, session);
                                    AgentRows.bindChange(insert, session);
                                }));
        if (!added) {
            throw new ConflictException("there is an agent session " + session.id() + " already");
        }
    }

    @Override
    public boolean advance(AgentSessionState expected, AgentSession session) {
        expected.to(session.state());
        return transactions.write("advancing agent session " + session.id(), handle -> {
            try (var update =
                    handle.createUpdate(backend.sql("UPDATE {agent_session} SET context = :context, state = :state,"
                            + " ended_at = :endedAt, summary = :summary"
                            + " WHERE id = :id AND COALESCE(state, '') = :expected"))) {
                AgentRows.bindChange(update, session);
                return update.bind("expected", expected.name()).execute() == 1;
            }
        });
    }

    @Override
    public boolean addUsage(AgentSessionId sessionId, AgentUsage more) {
        return transactions.write(
                "counting the usage of agent session " + sessionId,
                handle -> handle.createUpdate(backend.sql(
                                        "UPDATE {agent_session} SET input_tokens = input_tokens + :inputTokens,"
                                                + " output_tokens = output_tokens + :outputTokens,"
                                                + " tool_calls = tool_calls + :toolCalls,"
                                                + " iterations = iterations + :iterations WHERE id = :id"))
                                .bind("inputTokens", more.inputTokens())
                                .bind("outputTokens", more.outputTokens())
                                .bind("toolCalls", more.toolCalls())
                                .bind("iterations", more.iterations())
                                .bind("id", PortableText.encode(sessionId.value()))
                                .execute()
                        == 1);
    }

    @Override
    public Optional<AgentSession> find(AgentSessionId sessionId) {
        return transactions.read(
                "reading agent session " + sessionId,
                handle -> handle.createQuery(backend.sql("SELECT * FROM {agent_session} WHERE id = :id"))
                        .bind("id", PortableText.encode(sessionId.value()))
                        .map((row, context) -> AgentRows.session(row))
                        .findOne());
    }

    @Override
    public Page<AgentSession> list(AgentSessionQuery query, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{agent_session}", "started_at")
                .where("agent = :agent", "agent", query.agent())
                .where("state = :state", "state", query.state().map(Enum::name))
                .where("trigger_id = :trigger", "trigger", query.triggerId())
                .whereTime("started_at >= :since", "since", query.since());
        return transactions.read(
                "listing agent sessions",
                handle -> timeline.page(handle, backend, page, (row, context) -> AgentRows.session(row)));
    }

    @Override
    public Map<AgentSessionState, Long> countByState() {
        return transactions.read(
                "counting agent sessions",
                handle -> RowCounts.of(handle, backend, AgentSessionState.class, "{agent_session}", "state", ""));
    }

    @Override
    public List<Sequenced<AgentMessage>> addMessages(AgentSessionId sessionId, List<AgentMessage> messages) {
        List<AgentMessage> kept = messages.stream()
                .map(message -> new AgentMessage(
                        message.role(),
                        message.text(),
                        message.toolCallId(),
                        message.toolCalls(),
                        StoreTime.micros(message.at())))
                .toList();
        return transactions.write(
                "adding messages to agent session " + sessionId,
                handle -> MESSAGES.add(
                        handle,
                        backend,
                        sessionId.value(),
                        "INSERT INTO {agent_message} (session_id, number, role, text, tool_call_id, tool_calls, at)"
                                + " VALUES (:owner, :number, :role, :text, :toolCallId, :toolCalls, :at)",
                        kept,
                        AgentRows::bind));
    }

    @Override
    public Page<Sequenced<AgentMessage>> messages(AgentSessionId sessionId, PageRequest page) {
        return transactions.read(
                "reading messages of agent session " + sessionId,
                handle -> MESSAGES.page(
                        handle, backend, sessionId.value(), page, (row, context) -> AgentRows.message(row)));
    }

    @Override
    public Sequenced<AgentAction> addAction(AgentSessionId sessionId, AgentAction action) {
        AgentAction kept = new AgentAction(
                action.type(),
                action.state(),
                action.text(),
                action.tool(),
                action.input(),
                action.output(),
                action.risk(),
                StoreTime.micros(action.startedAt()),
                action.endedAt().map(StoreTime::micros));
        return transactions
                .write(
                        "adding an action to agent session " + sessionId,
                        handle -> ACTIONS.add(
                                handle,
                                backend,
                                sessionId.value(),
                                "INSERT INTO {agent_action} (session_id, number, type, state, text, tool, input, output,"
                                        + " risk, started_at, ended_at) VALUES (:owner, :number, :type, :state, :text,"
                                        + " :tool, :input, :output, :risk, :startedAt, :endedAt)",
                                List.of(kept),
                                (insert, row) -> {
                                    AgentRows.bindStart(insert, row);
                                    AgentRows.bindChange(insert, row);
                                }))
                .get(0);
    }

    @Override
    public boolean advanceAction(AgentSessionId sessionId, AgentAction.State expected, Sequenced<AgentAction> action) {
        expected.to(action.value().state());
        return transactions.write("advancing an action of agent session " + sessionId, handle -> {
            try (var update = handle.createUpdate(
                    backend.sql("UPDATE {agent_action} SET state = :state, text = :text, output = :output,"
                            + " ended_at = :endedAt WHERE session_id = :session AND number = :number"
                            + " AND state = :expected"))) {
                AgentRows.bindChange(update, action.value());
                return update.bind("session", PortableText.encode(sessionId.value()))
                                .bind("number", action.sequence())
                                .bind("expected", expected.name())
                                .execute()
                        == 1;
            }
        });
    }

    @Override
    public Page<Sequenced<AgentAction>> actions(AgentSessionId sessionId, PageRequest page) {
        return transactions.read(
                "reading actions of agent session " + sessionId,
                handle -> ACTIONS.page(
                        handle, backend, sessionId.value(), page, (row, context) -> AgentRows.action(row)));
    }

    @Override
    public int deleteEnded(Instant before) {
        backend.guard().require(transactions, "deleting old agent sessions");
        return transactions.write("deleting old agent sessions", handle -> {
            handle.createUpdate(backend.sql("DELETE FROM {approval} WHERE session_id IN"
                            + " (SELECT id FROM {agent_session} WHERE ended_at < :before)"))
                    .bind("before", utc(before))
                    .execute();
            return handle.createUpdate(backend.sql("DELETE FROM {agent_session} WHERE ended_at < :before"))
                    .bind("before", utc(before))
                    .execute();
        });
    }
}
