package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.AgentCounts;
import io.netstacks.spi.agent.AgentDefinition;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.store.AgentStore;
import io.netstacks.spi.store.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Agents; whoever deletes one deletes its sessions that are over, and no other. */
final class JdbcAgents implements AgentStore {

    private static final String AT_WORK = "('RUNNING', 'WAITING_APPROVAL')";

    private static final EditedRows<AgentDefinition> ROWS = new EditedRows<>(
            "agent",
            "{agent}",
            "name",
            List.of("type", "enabled", "document"),
            AgentDefinition::name,
            (statement, agent) -> statement
                    .bind("name", PortableText.key("the name of an agent", agent.name()))
                    .bind("type", PortableText.key("the type of an agent", agent.type()))
                    .bind("enabled", agent.enabled())
                    .bind("document", PortableText.encode(AgentDocument.write(agent))),
            row -> AgentDocument.agent(
                    Columns.text(row, "name"),
                    Columns.text(row, "type"),
                    row.getBoolean("enabled"),
                    Columns.text(row, "document")));

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final EditedTable<AgentDefinition> agents;
    private final DefaultChoice choice;

    JdbcAgents(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        agents = new EditedTable<>(backend, transactions, ROWS, "agents");
        choice = new DefaultChoice(backend, transactions, "agent", "agent", "{agent}");
    }

    @Override
    public Stored<AgentDefinition> save(AgentDefinition agent) {
        return agents.save(agent);
    }

    @Override
    public Stored<AgentDefinition> update(AgentDefinition agent, long expectedVersion) {
        return agents.update(agent, expectedVersion);
    }

    @Override
    public Stored<AgentDefinition> enable(String name, boolean enabled) {
        return agents.change(name, agent -> agent.enabled(enabled));
    }

    @Override
    public Optional<Stored<AgentDefinition>> find(String name) {
        return agents.find(name);
    }

    @Override
    public Page<Stored<AgentDefinition>> list(PageRequest page) {
        return agents.page(page);
    }

    @Override
    public void setDefault(String name) {
        choice.set(name);
    }

    @Override
    public void clearDefault() {
        choice.clear();
    }

    @Override
    public Optional<String> defaultName() {
        return choice.name();
    }

    /** What was counted of a type. */
    private record Counted(String type, long agents, long enabled) {}

    @Override
    public AgentCounts counts() {
        List<Counted> counted = transactions.read(
                "counting agents",
                handle -> handle.createQuery(backend.sql("SELECT type, COUNT(*) AS agents,"
                                + " SUM(CASE WHEN enabled THEN 1 ELSE 0 END) AS enabled FROM {agent} GROUP BY type"))
                        .map((row, context) ->
                                new Counted(Columns.text(row, "type"), row.getLong("agents"), row.getLong("enabled")))
                        .list());
        Map<String, Long> byType = new HashMap<>();
        counted.forEach(type -> byType.put(type.type(), type.agents()));
        return new AgentCounts(
                counted.stream().mapToLong(Counted::agents).sum(),
                counted.stream().mapToLong(Counted::enabled).sum(),
                byType);
    }

    @Override
    public boolean delete(String name) {
        return transactions.write("deleting agent " + name, handle -> {
            if (!ROWS.delete(handle, backend, name)) {
                return false;
            }
            choice.removed(handle, name);
            deleteSessions(handle, name);
            return true;
        });
    }

    private void deleteSessions(Handle handle, String name) {
        String agent = PortableText.encode(name);
        handle.createQuery(backend.sql(
                        "SELECT id FROM {agent_session} WHERE agent = :agent AND state IN " + AT_WORK + " LIMIT 1"))
                .bind("agent", agent)
                .map((row, context) -> Columns.text(row, "id"))
                .findOne()
                .ifPresent(id -> {
                    throw new ConflictException("agent " + name + " has a session that is not over, " + id
                            + ": end it first, or disable the agent");
                });
        handle.createUpdate(backend.sql("DELETE FROM {approval} WHERE session_id IN (SELECT id FROM {agent_session}"
                        + " WHERE agent = :agent AND state NOT IN " + AT_WORK + ")"))
                .bind("agent", agent)
                .execute();
        handle.createUpdate(backend.sql("DELETE FROM {agent_session} WHERE agent = :agent AND state NOT IN " + AT_WORK))
                .bind("agent", agent)
                .execute();
    }
}
