package io.netstacks.core.internal.store;

import io.netstacks.core.store.StackClaims;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.stack.Deployment;
import io.netstacks.spi.stack.DeploymentId;
import io.netstacks.spi.stack.DeploymentItem;
import io.netstacks.spi.stack.DeploymentQuery;
import io.netstacks.spi.stack.DeploymentState;
import io.netstacks.spi.stack.ItemStatus;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.store.DeploymentStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

final class MemoryDeployments implements DeploymentStore {

    private final MemoryJournal journal;
    private final MemoryStackTable stacks;
    private final MemoryTimeline<Deployment> deployments;
    private final MemorySequence<DeploymentItem> items;

    MemoryDeployments(MemoryJournal journal, MemoryStackTable stacks) {
        this.journal = journal;
        this.stacks = stacks;
        deployments = new MemoryTimeline<>(journal);
        items = new MemorySequence<>(journal);
    }

    @Override
    public Deployment begin(StackClaim claim, Deployment deployment, List<DeploymentItem> planned) {
        StackClaims.begins(claim, deployment);
        StackClaims.once(planned);
        return journal.atomically(() -> {
            stacks.held(claim);
            if (deployments.has(deployment.id().value())) {
                throw new ConflictException("there is a deployment " + deployment.id() + " already");
            }
            Deployment kept = deployment.at(StoreTime::micros);
            deployments.add(kept.id().value(), kept.startedAt(), kept);
            add(kept.id(), planned);
            return kept;
        });
    }

    private List<Sequenced<DeploymentItem>> add(DeploymentId id, List<DeploymentItem> more) {
        return more.stream()
                .map(item -> items.add(id.value(), item.at(StoreTime::micros)))
                .toList();
    }

    @Override
    public List<Sequenced<DeploymentItem>> append(StackClaim claim, DeploymentId id, List<DeploymentItem> more) {
        StackClaims.once(more);
        return journal.atomically(() -> {
            stacks.held(claim);
            StackClaims.atWork(claim, id, deployments.find(id.value()));
            more.stream().filter(item -> find(id, item).isPresent()).forEach(item -> {
                throw StackClaims.twice(item);
            });
            return add(id, more);
        });
    }

    private Optional<Sequenced<DeploymentItem>> find(DeploymentId id, DeploymentItem wanted) {
        return items.all(id.value()).stream()
                .filter(item -> item.value().service().equals(wanted.service())
                        && item.value().device().equals(wanted.device()))
                .findFirst();
    }

    @Override
    public Sequenced<DeploymentItem> change(StackClaim claim, DeploymentId id, DeploymentItem item) {
        return journal.atomically(() -> {
            stacks.held(claim);
            StackClaims.atWork(claim, id, deployments.find(id.value()));
            Sequenced<DeploymentItem> old = find(id, item).orElseThrow(() -> StackClaims.unknown(id, item));
            old.value().status().to(item.status());
            DeploymentItem kept = item.at(StoreTime::micros);
            items.change(id.value(), old.sequence(), before -> kept);
            return new Sequenced<>(old.sequence(), kept);
        });
    }

    @Override
    public Optional<Deployment> find(DeploymentId id) {
        return journal.atomically(() -> deployments.find(id.value()));
    }

    @Override
    public Page<Deployment> list(DeploymentQuery query, PageRequest page) {
        return journal.atomically(() -> deployments.page(
                deployment -> query.stackId().map(deployment.stackId()::equals).orElse(true)
                        && query.state().map(deployment.state()::equals).orElse(true),
                page));
    }

    @Override
    public Page<Sequenced<DeploymentItem>> items(DeploymentId id, PageRequest page) {
        return journal.atomically(() -> items.page(id.value(), page));
    }

    @Override
    public Map<ItemStatus, Long> countItems(DeploymentId id) {
        return journal.atomically(() -> items.all(id.value()).stream()
                .collect(Collectors.groupingBy(item -> item.value().status(), TreeMap::new, Collectors.counting())));
    }

    @Override
    public Map<DeploymentState, Long> countByState() {
        return journal.atomically(() -> deployments
                .newestFirst()
                .collect(Collectors.groupingBy(Deployment::state, TreeMap::new, Collectors.counting())));
    }

    void removeAll(StackId stackId) {
        ofStack(stackId).forEach(deployment -> {
            items.removeAll(deployment.id().value());
            deployments.remove(deployment.id().value());
        });
    }

    private List<Deployment> ofStack(StackId stackId) {
        return deployments
                .newestFirst()
                .filter(deployment -> deployment.stackId().equals(stackId))
                .toList();
    }

    /** Ends what is open. */
    void close(StackId stackId, DeploymentState state, Instant at) {
        ofStack(stackId).stream()
                .filter(deployment -> deployment.endedAt().isEmpty())
                .forEach(deployment -> {
                    deployments.change(deployment.id().value(), open -> open.ended(state, at));
                    items.all(deployment.id().value())
                            .forEach(item ->
                                    items.change(deployment.id().value(), item.sequence(), old -> old.closed(at)));
                });
    }
}
