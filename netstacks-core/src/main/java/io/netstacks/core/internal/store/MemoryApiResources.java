package io.netstacks.core.internal.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.stack.ApiAuthentication;
import io.netstacks.spi.stack.ApiResource;
import io.netstacks.spi.stack.ApiResourceId;
import io.netstacks.spi.store.ApiResourceStore;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

final class MemoryApiResources implements ApiResourceStore {

    private final MemoryJournal journal;
    private final MemoryNamedTable<ApiResource> resources;

    MemoryApiResources(MemoryJournal journal, Clock clock) {
        this.journal = journal;
        resources = new MemoryNamedTable<>(
                journal, clock, "API resource", resource -> resource.id().value(), ApiResource::name);
    }

    @Override
    public Stored<ApiResource> create(ApiResource resource) {
        return journal.atomically(() -> resources.create(resource));
    }

    @Override
    public Stored<ApiResource> update(ApiResource resource, long expectedVersion) {
        return journal.atomically(() -> {
            Stored<ApiResource> old = resources.expected(resource, expectedVersion);
            return resources.change(old, resource.by(old.value().createdBy()));
        });
    }

    @Override
    public Optional<Stored<ApiResource>> find(ApiResourceId id) {
        return journal.atomically(() -> resources.find(id.value()));
    }

    @Override
    public Optional<Stored<ApiResource>> findByName(String name) {
        return journal.atomically(() -> resources.findByName(name));
    }

    @Override
    public Page<Stored<ApiResource>> list(PageRequest page) {
        return journal.atomically(() -> resources.page(page));
    }

    @Override
    public Map<ApiAuthentication.Type, Long> countByAuthentication() {
        return journal.atomically(() -> resources.all().stream()
                .collect(Collectors.groupingBy(
                        resource -> resource.authentication().type(), TreeMap::new, Collectors.counting())));
    }

    @Override
    public boolean delete(ApiResourceId id) {
        return journal.atomically(() -> resources.remove(id.value()));
    }
}
