package io.netstacks.core.internal.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.AgentCounts;
import io.netstacks.spi.agent.AgentDefinition;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.store.AgentStore;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

final class MemoryAgents implements AgentStore {

    private final MemoryJournal journal;
    private final MemoryAgentSessions sessions;
    private final MemoryRecords<AgentDefinition> agents;
    private final MemoryDefault chosen;

    MemoryAgents(MemoryJournal journal, Clock clock, MemoryAgentSessions sessions) {
        this.journal = journal;
        this.sessions = sessions;
        agents = new MemoryRecords<>("agent", journal, clock, AgentDefinition::name);
        chosen = new MemoryDefault("agent", journal, agents::has);
    }

    @Override
    public Stored<AgentDefinition> save(AgentDefinition agent) {
        return journal.atomically(() -> agents.save(agent));
    }

    @Override
    public Stored<AgentDefinition> update(AgentDefinition agent, long expectedVersion) {
        return journal.atomically(() -> agents.update(agent, expectedVersion));
    }

    @Override
    public Stored<AgentDefinition> enable(String name, boolean enabled) {
        return journal.atomically(() -> agents.save(agents.find(name)
                .orElseThrow(() -> NotFoundException.of("agent", name, List.of()))
                .value()
                .enabled(enabled)));
    }

    @Override
    public Optional<Stored<AgentDefinition>> find(String name) {
        return journal.atomically(() -> agents.find(name));
    }

    @Override
    public Page<Stored<AgentDefinition>> list(PageRequest page) {
        return journal.atomically(() -> agents.page(page));
    }

    @Override
    public void setDefault(String name) {
        chosen.set(name);
    }

    @Override
    public void clearDefault() {
        chosen.clear();
    }

    @Override
    public Optional<String> defaultName() {
        return chosen.name();
    }

    @Override
    public AgentCounts counts() {
        return journal.atomically(() -> {
            Collection<Stored<AgentDefinition>> all = agents.all();
            return new AgentCounts(
                    all.size(),
                    all.stream().filter(row -> row.value().enabled()).count(),
                    all.stream()
                            .collect(Collectors.groupingBy(row -> row.value().type(), Collectors.counting())));
        });
    }

    @Override
    public boolean delete(String name) {
        return journal.atomically(() -> {
            if (!agents.has(name)) {
                return false;
            }
            sessions.removeOf(name);
            chosen.removed(name);
            return agents.remove(name);
        });
    }
}
