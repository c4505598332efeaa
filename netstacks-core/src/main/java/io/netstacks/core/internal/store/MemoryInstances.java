package io.netstacks.core.internal.store;

import io.netstacks.core.store.StackClaims;
import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.stack.InstanceContent;
import io.netstacks.spi.stack.InstanceKey;
import io.netstacks.spi.stack.InstanceQuery;
import io.netstacks.spi.stack.InstanceState;
import io.netstacks.spi.stack.InstanceValidation;
import io.netstacks.spi.stack.ServiceInstance;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.store.InstanceStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.TemplateStore;
import io.netstacks.spi.template.TemplateUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class MemoryInstances implements InstanceStore, MemoryTemplateUsers {

    /** What is known, and the text. */
    private record Row(Stored<ServiceInstance> stored, InstanceContent content) {
        InstanceKey key() {
            return stored.value().key();
        }
    }

    private final MemoryJournal journal;
    private final MemoryStackTable stacks;
    private final MemoryTimeline<Row> instances;

    MemoryInstances(MemoryJournal journal, MemoryStackTable stacks) {
        this.journal = journal;
        this.stacks = stacks;
        instances = new MemoryTimeline<>(journal);
    }

    private static String id(InstanceKey key) {
        return key.stackId().value().length() + " " + key.service().length() + " " + key;
    }

    @Override
    public Stored<ServiceInstance> save(StackClaim claim, ServiceInstance instance, ConfigText rendered) {
        StackClaims.sameStack(claim, instance.key().stackId(), "instance " + instance.key());
        InstanceContent content = new InstanceContent(ConfigText.of(rendered.reveal(), rendered.reveal()), List.of());
        return journal.atomically(() -> {
            stacks.held(claim);
            return row(instance.key())
                    .map(old -> change(old, instance, content))
                    .orElseGet(() -> add(instance, content));
        });
    }

    private Optional<Row> row(InstanceKey key) {
        return instances.find(id(key));
    }

    private Stored<ServiceInstance> add(ServiceInstance instance, InstanceContent content) {
        Instant now = stacks.now();
        Stored<ServiceInstance> stored = new Stored<>(instance.at(StoreTime::micros), 1, now, now);
        instances.add(id(instance.key()), now, new Row(stored, content));
        return stored;
    }

    private Stored<ServiceInstance> change(Row old, ServiceInstance instance, InstanceContent content) {
        Stored<ServiceInstance> stored = new Stored<>(
                instance.at(StoreTime::micros),
                old.stored().version() + 1,
                old.stored().createdAt(),
                stacks.now());
        instances.change(id(old.key()), before -> new Row(stored, content));
        return stored;
    }

    @Override
    public Stored<ServiceInstance> change(StackClaim claim, ServiceInstance instance) {
        StackClaims.sameStack(claim, instance.key().stackId(), "instance " + instance.key());
        return journal.atomically(() -> {
            stacks.held(claim);
            Row old = row(instance.key())
                    .orElseThrow(() ->
                            NotFoundException.of("instance", instance.key().toString(), List.of()));
            return change(old, instance, old.content());
        });
    }

    @Override
    public boolean remove(StackClaim claim, InstanceKey key) {
        StackClaims.sameStack(claim, key.stackId(), "instance " + key);
        return journal.atomically(() -> {
            stacks.held(claim);
            return instances.remove(id(key));
        });
    }

    @Override
    public Stored<ServiceInstance> validated(
            InstanceKey key, InstanceValidation validation, List<String> missing, long expectedVersion) {
        return journal.atomically(() -> {
            Optional<Row> found = row(key);
            ServiceInstance old = VersionCheck.of("instance " + key, found.map(Row::stored), expectedVersion)
                    .value();
            Row row = found.orElseThrow();
            return change(
                    row,
                    old.validated(Optional.of(validation)),
                    new InstanceContent(row.content().rendered(), missing));
        });
    }

    @Override
    public Optional<Stored<ServiceInstance>> find(InstanceKey key) {
        return journal.atomically(() -> row(key).map(Row::stored));
    }

    @Override
    public Optional<InstanceContent> content(InstanceKey key) {
        return journal.atomically(() -> row(key).map(Row::content));
    }

    @Override
    public Page<Stored<ServiceInstance>> list(InstanceQuery query, PageRequest page) {
        return journal.atomically(() -> {
            Page<Row> rows = instances.page(row -> matches(query, row.stored().value()), page);
            return new Page<>(rows.items().stream().map(Row::stored).toList(), rows.next());
        });
    }

    private static boolean matches(InstanceQuery query, ServiceInstance instance) {
        return query.stackId().map(instance.key().stackId()::equals).orElse(true)
                && query.device().map(instance.key().device()::equals).orElse(true)
                && query.state().map(instance.state()::equals).orElse(true);
    }

    @Override
    public Map<InstanceState, Long> countByState() {
        return journal.atomically(() -> counted(instances.newestFirst()));
    }

    @Override
    public Map<InstanceState, Long> countByState(StackId stackId) {
        return journal.atomically(() -> counted(ofStack(stackId).stream()));
    }

    private static Map<InstanceState, Long> counted(Stream<Row> rows) {
        return rows.collect(
                Collectors.groupingBy(row -> row.stored().value().state(), TreeMap::new, Collectors.counting()));
    }

    private List<Row> ofStack(StackId stackId) {
        return instances
                .newestFirst()
                .filter(row -> row.key().stackId().equals(stackId))
                .toList();
    }

    @Override
    public List<TemplateUse> usesOf(String template) {
        return instances
                .newestFirst()
                .map(row -> row.stored().value())
                .filter(instance -> instance.template().name().equals(template)
                        || instance.validationTemplate()
                                .filter(template::equals)
                                .isPresent()
                        || instance.deleteTemplate().filter(template::equals).isPresent())
                .limit(TemplateStore.MOST_USES)
                .map(instance -> new TemplateUse(
                        TemplateUse.User.INSTANCE, instance.key().toString()))
                .toList();
    }

    long count(StackId stackId) {
        return ofStack(stackId).size();
    }

    void removeAll(StackId stackId) {
        ofStack(stackId).forEach(row -> instances.remove(id(row.key())));
    }

    /** Says of those that were at work that nobody knows. */
    void close(StackId stackId) {
        ofStack(stackId).stream()
                .filter(row -> row.stored().value().state().isAtWork())
                .forEach(row -> change(row, row.stored().value().closed(), row.content()));
    }
}
