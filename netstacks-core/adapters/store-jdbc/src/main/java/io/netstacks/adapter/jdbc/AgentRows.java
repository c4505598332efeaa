package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.spi.agent.AgentAction;
import io.netstacks.spi.agent.AgentMessage;
import io.netstacks.spi.agent.AgentSession;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.AgentSessionState;
import io.netstacks.spi.agent.AgentTrigger;
import io.netstacks.spi.agent.AgentUsage;
import io.netstacks.spi.tool.RiskLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;

/** Rows of agent sessions, of their messages and of their actions. Without state. */
final class AgentRows {

    private AgentRows() {}

    /** Binds what stays from the beginning. */
    static void bindStart(SqlStatement<?> statement, AgentSession session) {
        statement
                .bind("agent", PortableText.key("the agent of a session", session.agent()))
                .bind("trigger", session.trigger().name())
                .bind("startedBy", PortableText.key("who started an agent session", session.startedBy()))
                .bind("startedAt", utc(session.startedAt()))
                .bind("prompt", PortableText.encode(session.prompt()))
                .bind("inputTokens", session.usage().inputTokens())
                .bind("outputTokens", session.usage().outputTokens())
                .bind("toolCalls", session.usage().toolCalls())
                .bind("iterations", session.usage().iterations());
        Columns.bindKey(statement, "triggerId", "what triggered an agent session", session.triggerId());
        Columns.bindKey(
                statement,
                "parentId",
                "the parent of an agent session",
                session.parentId().map(AgentSessionId::value));
    }

    /** Binds what changes. */
    static void bindChange(SqlStatement<?> statement, AgentSession session) {
        statement
                .bind(
                        "id",
                        PortableText.key(
                                "the id of an agent session", session.id().value()))
                .bind("context", PortableText.encode(JdbcJson.write(session.context())))
                .bind("state", session.state().name());
        Columns.bindTime(statement, "endedAt", session.endedAt());
        Columns.bind(statement, "summary", session.summary());
    }

    static AgentSession session(ResultSet row) throws SQLException {
        return new AgentSession(
                new AgentSessionId(Columns.text(row, "id")),
                Columns.text(row, "agent"),
                AgentTrigger.valueOf(row.getString("trigger_type")),
                Columns.optionalText(row, "trigger_id"),
                Columns.optionalText(row, "parent_id").map(AgentSessionId::new),
                Columns.text(row, "started_by"),
                Columns.time(row, "started_at"),
                Columns.text(row, "prompt"),
                JdbcJson.strings(JdbcJson.read("the context of an agent session", Columns.text(row, "context"))),
                AgentSessionState.valueOf(row.getString("state")),
                Columns.optionalTime(row, "ended_at"),
                Columns.optionalText(row, "summary"),
                new AgentUsage(
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("tool_calls"),
                        row.getLong("iterations")));
    }

    static void bind(SqlStatement<?> statement, AgentMessage message) {
        statement
                .bind("role", message.role().name())
                .bind("text", PortableText.encode(message.text()))
                .bind("at", utc(message.at()));
        Columns.bindKey(statement, "toolCallId", "the id of a tool call", message.toolCallId());
        Columns.bind(statement, "toolCalls", message.toolCalls());
    }

    static AgentMessage message(ResultSet row) throws SQLException {
        return new AgentMessage(
                AgentMessage.Role.valueOf(row.getString("role")),
                Columns.text(row, "text"),
                Columns.optionalText(row, "tool_call_id"),
                Columns.optionalText(row, "tool_calls"),
                Columns.time(row, "at"));
    }

    /** Binds what stays from the beginning. */
    static void bindStart(SqlStatement<?> statement, AgentAction action) {
        statement.bind("type", action.type().name()).bind("startedAt", utc(action.startedAt()));
        Columns.bindKey(statement, "tool", "the tool of an action", action.tool());
        Columns.bind(statement, "input", action.input());
        Columns.bind(statement, "risk", action.risk().map(Enum::name));
    }

    /** Binds what changes. */
    static void bindChange(SqlStatement<?> statement, AgentAction action) {
        statement.bind("state", action.state().name()).bind("text", PortableText.encode(action.text()));
        Columns.bind(statement, "output", action.output());
        Columns.bindTime(statement, "endedAt", action.endedAt());
    }

    static AgentAction action(ResultSet row) throws SQLException {
        return new AgentAction(
                AgentAction.Type.valueOf(row.getString("type")),
                AgentAction.State.valueOf(row.getString("state")),
                Columns.text(row, "text"),
                Columns.optionalText(row, "tool"),
                Columns.optionalText(row, "input"),
                Columns.optionalText(row, "output"),
                Columns.optionalText(row, "risk").map(RiskLevel::valueOf),
                Columns.time(row, "started_at"),
                Columns.optionalTime(row, "ended_at"));
    }
}
