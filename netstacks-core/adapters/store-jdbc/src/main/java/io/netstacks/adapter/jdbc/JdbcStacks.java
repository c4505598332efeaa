package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

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
import io.netstacks.spi.stack.StackQuery;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackSummary;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.StackStore;
import io.netstacks.spi.store.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Stacks; whoever changes one, or writes under its claim, locks its row first. */
final class JdbcStacks implements StackStore {

    private static final String WITHOUT_SERVICES = "SELECT id, name, description, service_count, state, pending_since,"
            + " version, created_at, updated_at FROM {service_stack}";

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final StackFence fence;
    private final StackRecords records;
    private final UniqueNames names;

    JdbcStacks(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        fence = new StackFence(backend);
        records = new StackRecords(backend);
        names = new UniqueNames(backend, "stack", "stack");
    }

    @Override
    public Stored<ServiceStack> create(StackId id, StackDefinition definition) {
        ServiceStack stack = ServiceStack.created(id, definition);
        return transactions.write("creating stack " + id, handle -> {
            names.take(handle, definition.name());
            boolean added = backend.dialect()
                    .insertIfAbsent(
                            handle,
                            backend.sql("INSERT INTO {service_stack} (id, name, description, definition,"
                                    + " service_count, state, pending_since, claims, lease_owner, lease_until,"
                                    + " started_at, ended_at, version, created_at, updated_at) VALUES (:id, :name,"
                                    + " :description, :definition, :services, :state, :pending, :claims, :owner,"
                                    + " :until, :started, :ended, 1, :now, :now)"),
                            insert -> {
                                StackRows.bindDefinition(insert, stack);
                                StackRows.bindState(insert, stack);
                                insert.bind("now", utc(backend.now()));
                            });
            if (!added) {
                names.give(handle, definition.name());
                throw new ConflictException("another stack has the id " + id);
            }
            records.addParts(handle, stack);
            return fence.find(handle, id, "").orElseThrow();
        });
    }

    @Override
    public Stored<ServiceStack> update(StackId id, StackDefinition definition, long expectedVersion) {
        return transactions.write("changing stack " + id, handle -> {
            Stored<ServiceStack> old =
                    VersionCheck.of("stack " + id, fence.find(handle, id, " FOR UPDATE"), expectedVersion);
            ServiceStack changed = old.value().edited(definition, backend.now());
            names.change(handle, old.value().definition().name(), definition.name());
            try (var update = handle.createUpdate(
                    backend.sql("UPDATE {service_stack} SET name = :name, description = :description, definition ="
                            + " :definition, service_count = :services WHERE id = :id"))) {
                StackRows.bindDefinition(update, changed);
                update.bind("id", PortableText.encode(id.value())).execute();
            }
            if (!definition.services().equals(old.value().definition().services())) {
                records.removeParts(handle, id);
                records.addParts(handle, changed);
            }
            return write(handle, changed);
        });
    }

    /** Writes where a stack is, and counts its version up. */
    private Stored<ServiceStack> write(Handle handle, ServiceStack stack) {
        try (var update = handle.createUpdate(backend.sql("UPDATE {service_stack} SET state = :state,"
                + " pending_since = :pending, claims = :claims, lease_owner = :owner, lease_until = :until,"
                + " started_at = :started, ended_at = :ended, version = version + 1, updated_at = :now"
                + " WHERE id = :id"))) {
            StackRows.bindState(update, stack);
            update.bind("now", utc(backend.now())).execute();
        }
        return fence.find(handle, stack.id(), "").orElseThrow();
    }

    @Override
    public Optional<Stored<ServiceStack>> find(StackId id) {
        return transactions.read("reading stack " + id, handle -> fence.find(handle, id, ""));
    }

    @Override
    public Optional<Stored<ServiceStack>> findByName(String name) {
        return transactions.read(
                "reading the stack named " + name,
                handle -> handle.createQuery(backend.sql("SELECT * FROM {service_stack} WHERE name = :name"))
                        .bind("name", PortableText.encode(name))
                        .map((row, context) -> Columns.stored(row, StackRows.stack(row)))
                        .findOne());
    }

    @Override
    public Page<Stored<StackSummary>> list(StackQuery query, PageRequest page) {
        NamedQuery named = new NamedQuery(WITHOUT_SERVICES, "name")
                .where("state = :state", "state", query.state().map(Enum::name))
                .where(
                        "id IN (SELECT stack_id FROM {stack_service} WHERE template = :template)",
                        "template",
                        query.template())
                .where("id IN (SELECT stack_id FROM {stack_device} WHERE device = :device)", "device", query.device());
        return transactions.read(
                "listing stacks",
                handle -> named.page(
                        handle,
                        backend,
                        page,
                        (row, context) -> Columns.stored(row, StackRows.summary(row)),
                        row -> row.value().name()));
    }

    @Override
    public Map<StackState, Long> countByState() {
        return transactions.read(
                "counting stacks",
                handle -> RowCounts.of(handle, backend, StackState.class, "{service_stack}", "state", ""));
    }

    @Override
    public boolean delete(StackId id) {
        return transactions.write("deleting stack " + id, handle -> {
            Optional<Stored<ServiceStack>> found = fence.find(handle, id, " FOR UPDATE");
            found.ifPresent(stack -> {
                StackClaims.nobodyAtWork(stack.value());
                delete(handle, stack.value());
            });
            return found.isPresent();
        });
    }

    private void delete(Handle handle, ServiceStack stack) {
        records.removeSchedules(handle, stack);
        names.give(handle, stack.definition().name());
        handle.createUpdate(backend.sql("DELETE FROM {service_stack} WHERE id = :id"))
                .bind("id", PortableText.encode(stack.id().value()))
                .execute();
    }

    @Override
    public StackClaim claim(
            StackId id, long expectedVersion, StackWork work, String owner, Instant now, Duration lease) {
        backend.guard().require(transactions, "claiming stack " + id);
        Instant at = StoreTime.micros(now);
        return transactions.write("claiming stack " + id, handle -> {
            Optional<Stored<ServiceStack>> found = fence.find(handle, id, " FOR UPDATE");
            if (found.isEmpty()) {
                throw NotFoundException.of("stack", id.value(), List.of());
            }
            ServiceStack old =
                    VersionCheck.of("stack " + id, found, expectedVersion).value();
            StackClaim claim = old.claim(work, owner, at, lease.truncatedTo(ChronoUnit.MICROS));
            if (old.isLost(at)) {
                records.close(handle, id, DeploymentState.UNKNOWN, at);
            }
            write(handle, claim.stack());
            return claim;
        });
    }

    @Override
    public boolean renew(StackClaim claim, Instant until) {
        backend.guard().require(transactions, "renewing " + claim);
        return transactions.write(
                "renewing " + claim,
                handle -> handle.createUpdate(backend.sql("UPDATE {service_stack} SET lease_until = :until"
                                        + " WHERE id = :id AND claims = :claim AND lease_owner IS NOT NULL"))
                                .bind("until", utc(until))
                                .bind("id", PortableText.encode(claim.stackId().value()))
                                .bind("claim", claim.number())
                                .execute()
                        == 1);
    }

    @Override
    public Stored<ServiceStack> finish(StackClaim claim, StackState state, Instant at) {
        Instant end = StoreTime.micros(at);
        return transactions.write("finishing " + claim, handle -> {
            ServiceStack stack = StackClaims.held(fence.find(handle, claim.stackId(), " FOR UPDATE"), claim)
                    .value();
            ServiceStack over = stack.finished(claim, state, end);
            records.close(handle, claim.stackId(), DeploymentState.leaving(state), end);
            return write(handle, over);
        });
    }

    @Override
    public void finishDeleted(StackClaim claim) {
        transactions.write("finishing " + claim, handle -> {
            ServiceStack stack = StackClaims.held(fence.find(handle, claim.stackId(), " FOR UPDATE"), claim)
                    .value();
            StackClaims.nothingLeft(stack, records.countInstances(handle, claim.stackId()));
            delete(handle, stack);
            return stack;
        });
    }

    @Override
    public List<StackId> expireClaims(Instant now, int most) {
        backend.guard().require(transactions, "looking for stacks whose work was lost");
        Instant at = StoreTime.micros(now);
        List<StackId> expired = new ArrayList<>();
        for (StackId id : lost(at, most)) {
            boolean closed =
                    transactions.write("closing the lost work on stack " + id, handle -> close(handle, id, at));
            if (closed) {
                expired.add(id);
            }
        }
        return expired;
    }

    private boolean close(Handle handle, StackId id, Instant at) {
        Optional<ServiceStack> lost =
                fence.find(handle, id, " FOR UPDATE").map(Stored::value).filter(stack -> stack.isLost(at));
        lost.ifPresent(stack -> {
            records.close(handle, id, DeploymentState.UNKNOWN, at);
            write(handle, stack.lost(at));
        });
        return lost.isPresent();
    }

    private List<StackId> lost(Instant now, int most) {
        return transactions.read(
                "looking for lost work on stacks",
                handle -> handle.createQuery(backend.sql("SELECT id FROM {service_stack} WHERE lease_until <= :now"
                                + " ORDER BY lease_until, id LIMIT :most"))
                        .bind("now", utc(now))
                        .bind("most", most)
                        .map((row, context) -> new StackId(Columns.text(row, "id")))
                        .list());
    }
}
