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

    private static final DefaultChoice CHOICE = new DefaultChoice("agent", "agent", "{agent}");

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

    JdbcAgents(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public Stored<AgentDefinition> save(AgentDefinition agent) {
        return transactions.write("saving agent " + agent.name(), handle -> ROWS.save(handle, backend, agent));
    }

    @Override
    public Stored<AgentDefinition> update(AgentDefinition agent, long expectedVersion) {
        return transactions.write(
                "updating agent " + agent.name(), handle -> ROWS.update(handle, backend, agent, expectedVersion));
    }

    @Override
    public Stored<AgentDefinition> enable(String name, boolean enabled) {
        return transactions.write(
                "enabling agent " + name,
                handle -> ROWS.change(handle, backend, name, agent -> agent.enabled(enabled)));
    }

    @Override
    public Optional<Stored<AgentDefinition>> find(String name) {
        return transactions.read("reading agent " + name, handle -> ROWS.find(handle, backend, name));
    }

    @Override
    public Page<Stored<AgentDefinition>> list(PageRequest page) {
        return transactions.read("listing agents", handle -> ROWS.page(handle, backend, page));
    }

    @Override
    public void setDefault(String name) {
        transactions.write("making agent " + name + " the default", handle -> {
            CHOICE.set(handle, backend, name);
            return name;
        });
    }

    @Override
    public void clearDefault() {
        transactions.write("taking the default of the agents away", handle -> {
            CHOICE.clear(handle, backend);
            return CHOICE;
        });
    }

    @Override
    public Optional<String> defaultName() {
        return transactions.read("reading the default agent", handle -> CHOICE.name(handle, backend));
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
            CHOICE.removed(handle, backend, name);
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
