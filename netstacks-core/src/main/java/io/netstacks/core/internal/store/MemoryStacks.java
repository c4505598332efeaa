package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StackClaims;
import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.stack.DeploymentState;
import io.netstacks.spi.stack.ServiceStack;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackDefinition;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackLease;
import io.netstacks.spi.stack.StackQuery;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackSummary;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.StackStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.TemplateStore;
import io.netstacks.spi.template.TemplateUse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

final class MemoryStacks implements StackStore, MemoryTemplateUsers {

    private final MemoryJournal journal;
    private final MemoryStackTable stacks;
    private final MemoryInstances instances;
    private final MemoryDeployments deployments;
    private final MemorySchedules schedules;

    MemoryStacks(
            MemoryJournal journal,
            MemoryStackTable stacks,
            MemoryInstances instances,
            MemoryDeployments deployments,
            MemorySchedules schedules) {
        this.journal = journal;
        this.stacks = stacks;
        this.instances = instances;
        this.deployments = deployments;
        this.schedules = schedules;
    }

    @Override
    public Stored<ServiceStack> create(StackId id, StackDefinition definition) {
        ServiceStack stack = ServiceStack.created(id, definition);
        return journal.atomically(() -> {
            checkName(definition.name());
            if (stacks.find(id).isPresent()) {
                throw new ConflictException("another stack has the id " + id);
            }
            return stacks.add(stack);
        });
    }

    private void checkName(String name) {
        if (stacks.hasName(name)) {
            throw new ConflictException("another stack is named " + name);
        }
    }

    @Override
    public Stored<ServiceStack> update(StackId id, StackDefinition definition, long expectedVersion) {
        return journal.atomically(() -> {
            Stored<ServiceStack> old = VersionCheck.of("stack " + id, stacks.find(id), expectedVersion);
            ServiceStack changed = old.value().edited(definition, stacks.now());
            if (!old.value().definition().name().equals(definition.name())) {
                checkName(definition.name());
            }
            return stacks.change(old, changed);
        });
    }

    @Override
    public Optional<Stored<ServiceStack>> find(StackId id) {
        return journal.atomically(() -> stacks.find(id));
    }

    @Override
    public Optional<Stored<ServiceStack>> findByName(String name) {
        return journal.atomically(() -> stacks.findByName(name));
    }

    @Override
    public Page<Stored<StackSummary>> list(StackQuery query, PageRequest page) {
        return journal.atomically(() -> {
            Collection<StackId> ids = page.after().map(stacks::idsAfter).orElseGet(stacks::idsByName);
            List<Stored<StackSummary>> found = ids.stream()
                    .flatMap(id -> stacks.find(id).stream())
                    .filter(row -> matches(query, row.value()))
                    .limit(page.size() + 1L)
                    .map(row ->
                            new Stored<>(StackSummary.of(row.value()), row.version(), row.createdAt(), row.updatedAt()))
                    .toList();
            return Pages.of(found, page, row -> row, row -> row.value().name());
        });
    }

    private static boolean matches(StackQuery query, ServiceStack stack) {
        return query.state().map(stack.state()::equals).orElse(true)
                && query.template().map(template -> uses(stack, template)).orElse(true)
                && query.device()
                        .map(device -> stack.definition().services().stream()
                                .anyMatch(service -> service.devices().contains(device)))
                        .orElse(true);
    }

    private static boolean uses(ServiceStack stack, String template) {
        return stack.definition().services().stream()
                .anyMatch(service -> service.outline().template().equals(template));
    }

    @Override
    public List<TemplateUse> usesOf(String template) {
        return stacks.idsByName().stream()
                .flatMap(id -> stacks.find(id).stream())
                .filter(row -> uses(row.value(), template))
                .limit(TemplateStore.MOST_USES)
                .map(row -> new TemplateUse(
                        TemplateUse.User.STACK, row.value().definition().name()))
                .toList();
    }

    @Override
    public Map<StackState, Long> countByState() {
        return journal.atomically(() -> stacks.all().stream()
                .collect(Collectors.groupingBy(row -> row.value().state(), TreeMap::new, Collectors.counting())));
    }

    @Override
    public boolean delete(StackId id) {
        return journal.atomically(() -> {
            Optional<ServiceStack> found = stacks.find(id).map(Stored::value);
            found.ifPresent(stack -> {
                StackClaims.nobodyAtWork(stack);
                remove(stack);
            });
            return found.isPresent();
        });
    }

    private void remove(ServiceStack stack) {
        instances.removeAll(stack.id());
        deployments.removeAll(stack.id());
        schedules.removeDeploymentsOf(stack);
        stacks.remove(stack);
    }

    @Override
    public StackClaim claim(
            StackId id, long expectedVersion, StackWork work, String owner, Instant now, Duration lease) {
        Instant at = StoreTime.micros(now);
        return journal.atomically(() -> {
            Optional<Stored<ServiceStack>> found = stacks.find(id);
            if (found.isEmpty()) {
                throw NotFoundException.of("stack", id.value(), List.of());
            }
            Stored<ServiceStack> old = VersionCheck.of("stack " + id, found, expectedVersion);
            StackClaim claim = old.value().claim(work, owner, at, lease.truncatedTo(ChronoUnit.MICROS));
            if (old.value().isLost(at)) {
                close(id, DeploymentState.UNKNOWN, at);
            }
            stacks.change(old, claim.stack());
            return claim;
        });
    }

    private void close(StackId id, DeploymentState state, Instant at) {
        deployments.close(id, state, at);
        instances.close(id);
    }

    @Override
    public boolean renew(StackClaim claim, Instant until) {
        return journal.atomically(() -> {
            Optional<Stored<ServiceStack>> held =
                    stacks.find(claim.stackId()).filter(row -> row.value().isHeldBy(claim));
            held.ifPresent(row -> stacks.renew(row, row.value().renewed(StoreTime.micros(until))));
            return held.isPresent();
        });
    }

    @Override
    public Stored<ServiceStack> finish(StackClaim claim, StackState state, Instant at) {
        Instant end = StoreTime.micros(at);
        return journal.atomically(() -> {
            Stored<ServiceStack> old = stacks.held(claim);
            ServiceStack over = old.value().finished(claim, state, end);
            close(claim.stackId(), DeploymentState.leaving(state), end);
            return stacks.change(old, over);
        });
    }

    @Override
    public void finishDeleted(StackClaim claim) {
        journal.atomically(() -> {
            ServiceStack stack = stacks.held(claim).value();
            StackClaims.nothingLeft(stack, instances.count(claim.stackId()));
            remove(stack);
            return stack;
        });
    }

    @Override
    public List<StackId> expireClaims(Instant now, int most) {
        Instant at = StoreTime.micros(now);
        return journal.atomically(() -> {
            List<Stored<ServiceStack>> lost = stacks.all().stream()
                    .filter(row -> row.value().isLost(at))
                    .sorted(Comparator.comparing((Stored<ServiceStack> row) ->
                                    row.value().lease().map(StackLease::until).orElse(at))
                            .thenComparing(row -> row.value().id().value()))
                    .limit(most)
                    .toList();
            lost.forEach(row -> {
                close(row.value().id(), DeploymentState.UNKNOWN, at);
                stacks.change(row, row.value().lost(at));
            });
            return lost.stream().map(row -> row.value().id()).toList();
        });
    }
}
