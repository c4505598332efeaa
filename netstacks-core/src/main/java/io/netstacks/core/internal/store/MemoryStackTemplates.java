package io.netstacks.core.internal.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.stack.StackTemplate;
import io.netstacks.spi.stack.StackTemplateId;
import io.netstacks.spi.store.StackTemplateStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.TemplateStore;
import io.netstacks.spi.template.TemplateUse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

final class MemoryStackTemplates implements StackTemplateStore, MemoryTemplateUsers {

    private final MemoryJournal journal;
    private final MemoryNamedTable<StackTemplate> templates;

    MemoryStackTemplates(MemoryJournal journal, Clock clock) {
        this.journal = journal;
        templates = new MemoryNamedTable<>(
                journal, clock, "stack template", template -> template.id().value(), StackTemplate::name);
    }

    @Override
    public Stored<StackTemplate> create(StackTemplate template) {
        return journal.atomically(() -> templates.create(template));
    }

    @Override
    public Stored<StackTemplate> update(StackTemplate template, long expectedVersion) {
        return journal.atomically(() -> {
            Stored<StackTemplate> old = templates.expected(template, expectedVersion);
            return templates.change(old, template.by(old.value().createdBy()));
        });
    }

    @Override
    public Optional<Stored<StackTemplate>> find(StackTemplateId id) {
        return journal.atomically(() -> templates.find(id.value()));
    }

    @Override
    public Optional<Stored<StackTemplate>> findByName(String name) {
        return journal.atomically(() -> templates.findByName(name));
    }

    @Override
    public Page<Stored<StackTemplate>> list(PageRequest page) {
        return journal.atomically(() -> templates.page(page));
    }

    @Override
    public long count() {
        return journal.atomically(() -> (long) templates.all().size());
    }

    @Override
    public boolean delete(StackTemplateId id) {
        return journal.atomically(() -> templates.remove(id.value()));
    }

    @Override
    public List<TemplateUse> usesOf(String template) {
        return templates.all().stream()
                .filter(one -> one.services().stream()
                        .anyMatch(service -> service.template().equals(template)))
                .limit(TemplateStore.MOST_USES)
                .map(one -> new TemplateUse(TemplateUse.User.STACK_TEMPLATE, one.name()))
                .toList();
    }
}
