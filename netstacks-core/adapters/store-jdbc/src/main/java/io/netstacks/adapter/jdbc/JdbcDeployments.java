package io.netstacks.adapter.jdbc;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Deployments; whoever writes locks the row of the stack first. */
final class JdbcDeployments implements DeploymentStore {

    private static final NumberedRows ITEMS =
            new NumberedRows("deployment", "{deployment}", "items", "{deployment_item}", "deployment_id");

    private static final String INSERT_ITEM = "INSERT INTO {deployment_item} (deployment_id, number, item, service,"
            + " device, wave, action, status, detail, template, template_version, template_hash, backup_id,"
            + " started_at, ended_at) VALUES (:owner, :number, :item, :service, :device, :wave, :action, :status,"
            + " :detail, :template, :templateVersion, :templateHash, :backup, :started, :ended)";

    private static final String UPDATE_ITEM = "UPDATE {deployment_item} SET wave = :wave, action = :action,"
            + " status = :status, detail = :detail, template = :template, template_version = :templateVersion,"
            + " template_hash = :templateHash, backup_id = :backup, started_at = :started, ended_at = :ended"
            + " WHERE deployment_id = :id AND item = :item";

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final StackFence fence;

    JdbcDeployments(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        fence = new StackFence(backend);
    }

    @Override
    public Deployment begin(StackClaim claim, Deployment deployment, List<DeploymentItem> items) {
        StackClaims.begins(claim, deployment);
        StackClaims.once(items);
        Deployment kept = deployment.at(StoreTime::micros);
        return transactions.write("beginning deployment " + deployment.id(), handle -> {
            fence.check(handle, claim);
            boolean added = backend.dialect()
                    .insertIfAbsent(
                            handle,
                            backend.sql("INSERT INTO {deployment} (id, stack_id, stack_version, work, plan_hash,"
                                    + " actor, correlation_id, trigger_type, policy, claim, state, started_at, items)"
                                    + " VALUES (:id, :stack, :stackVersion, :work, :planHash, :actor, :correlation,"
                                    + " :trigger, :policy, :claim, :state, :started, 0)"),
                            insert -> DeploymentRows.bind(insert, kept));
            if (!added) {
                throw new ConflictException("there is a deployment " + deployment.id() + " already");
            }
            add(handle, deployment.id(), items);
            return kept;
        });
    }

    @Override
    public List<Sequenced<DeploymentItem>> append(StackClaim claim, DeploymentId id, List<DeploymentItem> items) {
        StackClaims.once(items);
        return transactions.write("adding to deployment " + id, handle -> {
            fence.check(handle, claim);
            StackClaims.atWork(claim, id, select(handle, id));
            for (DeploymentItem item : items) {
                if (find(handle, id, item).isPresent()) {
                    throw StackClaims.twice(item);
                }
            }
            return add(handle, id, items);
        });
    }

    private List<Sequenced<DeploymentItem>> add(Handle handle, DeploymentId id, List<DeploymentItem> items) {
        List<DeploymentItem> kept =
                items.stream().map(item -> item.at(StoreTime::micros)).toList();
        return ITEMS.add(handle, backend, id.value(), INSERT_ITEM, kept, DeploymentRows::bind);
    }

    private Optional<Sequenced<DeploymentItem>> find(Handle handle, DeploymentId id, DeploymentItem item) {
        return handle.createQuery(
                        backend.sql("SELECT * FROM {deployment_item} WHERE deployment_id = :id AND item = :item"))
                .bind("id", PortableText.encode(id.value()))
                .bind("item", DeploymentRows.key(item))
                .map((row, context) -> new Sequenced<>(row.getLong("number"), DeploymentRows.item(row)))
                .findOne();
    }

    @Override
    public Sequenced<DeploymentItem> change(StackClaim claim, DeploymentId id, DeploymentItem item) {
        return transactions.write("changing deployment " + id, handle -> {
            fence.check(handle, claim);
            StackClaims.atWork(claim, id, select(handle, id));
            Sequenced<DeploymentItem> old = find(handle, id, item).orElseThrow(() -> StackClaims.unknown(id, item));
            old.value().status().to(item.status());
            try (var update = handle.createUpdate(backend.sql(UPDATE_ITEM))) {
                DeploymentRows.bind(update, item);
                update.bind("id", PortableText.encode(id.value())).execute();
            }
            return new Sequenced<>(old.sequence(), item.at(StoreTime::micros));
        });
    }

    @Override
    public Optional<Deployment> find(DeploymentId id) {
        return transactions.read("reading deployment " + id, handle -> select(handle, id));
    }

    private Optional<Deployment> select(Handle handle, DeploymentId id) {
        return handle.createQuery(backend.sql("SELECT * FROM {deployment} WHERE id = :id"))
                .bind("id", PortableText.encode(id.value()))
                .map((row, context) -> DeploymentRows.deployment(row))
                .findOne();
    }

    @Override
    public Page<Deployment> list(DeploymentQuery query, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{deployment}", "started_at")
                .where("stack_id = :stack", "stack", query.stackId().map(StackId::value))
                .where("state = :state", "state", query.state().map(Enum::name));
        return transactions.read(
                "listing deployments",
                handle -> timeline.page(handle, backend, page, (row, context) -> DeploymentRows.deployment(row)));
    }

    @Override
    public Page<Sequenced<DeploymentItem>> items(DeploymentId id, PageRequest page) {
        return transactions.read(
                "reading the items of deployment " + id,
                handle -> ITEMS.page(handle, backend, id.value(), page, (row, context) -> DeploymentRows.item(row)));
    }

    @Override
    public Map<ItemStatus, Long> countItems(DeploymentId id) {
        return transactions.read(
                "counting the items of deployment " + id,
                handle -> RowCounts.of(
                        handle, backend, ItemStatus.class, "{deployment_item}", "status", "deployment_id", id.value()));
    }

    @Override
    public Map<DeploymentState, Long> countByState() {
        return transactions.read(
                "counting deployments",
                handle -> RowCounts.of(handle, backend, DeploymentState.class, "{deployment}", "state", ""));
    }
}
