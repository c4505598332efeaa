package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.StackClaims;
import io.netstacks.core.store.StoreTime;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
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
    private final NamedRows<ServiceStack> stacks;
    private final StackRecords records;

    JdbcStacks(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        stacks = new NamedRows<>(
                backend, "stack", StackRows.ROWS, stack -> stack.definition().name());
        records = new StackRecords(backend);
    }

    @Override
    public Stored<ServiceStack> create(StackId id, StackDefinition definition) {
        ServiceStack stack = ServiceStack.created(id, definition);
        return transactions.write("creating stack " + id, handle -> {
            Stored<ServiceStack> created = stacks.create(handle, stack);
            records.addParts(handle, stack);
            return created;
        });
    }

    @Override
    public Stored<ServiceStack> update(StackId id, StackDefinition definition, long expectedVersion) {
        return transactions.write("changing stack " + id, handle -> {
            Stored<ServiceStack> changed =
                    stacks.update(handle, id.value(), expectedVersion, old -> old.edited(definition, backend.now()));
            records.removeParts(handle, id);
            records.addParts(handle, changed.value());
            return changed;
        });
    }

    @Override
    public Optional<Stored<ServiceStack>> find(StackId id) {
        return transactions.read("reading stack " + id, handle -> stacks.find(handle, id.value()));
    }

    @Override
    public Optional<Stored<ServiceStack>> findByName(String name) {
        return transactions.read("reading the stack named " + name, handle -> stacks.findByName(handle, name));
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
            Optional<Stored<ServiceStack>> found = stacks.lock(handle, id.value());
            found.ifPresent(stack -> {
                StackClaims.nobodyAtWork(stack.value());
                delete(handle, stack.value());
            });
            return found.isPresent();
        });
    }

    private void delete(Handle handle, ServiceStack stack) {
        records.removeSchedules(handle, stack);
        stacks.delete(handle, stack.id().value());
    }

    @Override
    public StackClaim claim(
            StackId id, long expectedVersion, StackWork work, String owner, Instant now, Duration lease) {
        backend.guard().require(transactions, "claiming stack " + id);
        Instant at = StoreTime.micros(now);
        return transactions.write("claiming stack " + id, handle -> {
            Optional<Stored<ServiceStack>> found = stacks.lock(handle, id.value());
            if (found.isEmpty()) {
                throw NotFoundException.of("stack", id.value(), List.of());
            }
            ServiceStack old =
                    VersionCheck.of("stack " + id, found, expectedVersion).value();
            StackClaim claim = old.claim(work, owner, at, lease.truncatedTo(ChronoUnit.MICROS));
            if (old.isLost(at)) {
                records.close(handle, id, DeploymentState.UNKNOWN, at);
            }
            stacks.replace(handle, claim.stack());
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
            ServiceStack stack = StackClaims.held(
                            stacks.lock(handle, claim.stackId().value()), claim)
                    .value();
            ServiceStack over = stack.finished(claim, state, end);
            records.close(handle, claim.stackId(), DeploymentState.leaving(state), end);
            return stacks.replace(handle, over);
        });
    }

    @Override
    public void finishDeleted(StackClaim claim) {
        transactions.write("finishing " + claim, handle -> {
            ServiceStack stack = StackClaims.held(
                            stacks.lock(handle, claim.stackId().value()), claim)
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
                stacks.lock(handle, id.value()).map(Stored::value).filter(stack -> stack.isLost(at));
        lost.ifPresent(stack -> {
            records.close(handle, id, DeploymentState.UNKNOWN, at);
            stacks.replace(handle, stack.lost(at));
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
