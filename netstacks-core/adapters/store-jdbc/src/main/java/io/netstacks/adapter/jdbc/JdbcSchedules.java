package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.schedule.ScheduleClaim;
import io.netstacks.spi.schedule.ScheduleStore;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** No row is locked: a change is written only over the version that it was made from, and made again if that has passed. */
final class JdbcSchedules implements ScheduleStore {

    /** The operation with its run at work, whose number is the count of runs as long as there is a lease. */
    private static final String SELECT = "SELECT o.*, r.operation, r.number, r.slot, r.manual, r.owner, r.started_at,"
            + " r.ended_at, r.outcome, r.task_id, r.message FROM {scheduled_operation} o LEFT JOIN {schedule_run} r"
            + " ON r.operation = o.name AND r.number = o.runs AND o.lease_owner IS NOT NULL ";

    private static final Logger LOG = LoggerFactory.getLogger(JdbcSchedules.class);

    private record Versioned(ScheduledOperation operation, long version) {}

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    JdbcSchedules(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public void create(ScheduledOperation operation) {
        boolean added = transactions.write(
                "creating scheduled operation " + operation.name(),
                handle -> backend.dialect()
                        .insertIfAbsent(
                                handle,
                                backend.sql(
                                        "INSERT INTO {scheduled_operation} (name, work, parameters, schedule, misfire,"
                                                + " grace, jitter, windows, state, next_run, last_run, runs, lease_owner,"
                                                + " lease_until, claimable_at, version) VALUES (:name, :work, :parameters,"
                                                + " :schedule, :misfire, :grace, :jitter, :windows, :state, :next, :last, :runs,"
                                                + " :owner, :until, :claimable, 1)"),
                                insert -> ScheduleRows.bind(insert, operation)));
        if (!added) {
            throw new ConflictException("there is a scheduled operation " + operation.name() + " already");
        }
    }

    @Override
    public Optional<ScheduledOperation> find(String name) {
        return transactions
                .read("reading scheduled operation " + name, handle -> load(handle, name))
                .map(Versioned::operation);
    }

    private Optional<Versioned> load(Handle handle, String name) {
        return handle.createQuery(backend.sql(SELECT + "WHERE o.name = :name"))
                .bind("name", PortableText.encode(name))
                .map((row, context) -> versioned(row))
                .findOne();
    }

    /** One that another version wrote must not keep the others from being claimed. */
    private Optional<Versioned> loadKnown(Handle handle, String name) {
        try {
            return load(handle, name);
        } catch (StoreException e) {
            if (unknown.add(name)) {
                LOG.error("{}; until then it is not begun here", e.getMessage());
            }
            return Optional.empty();
        }
    }

    private static Versioned versioned(ResultSet row) throws SQLException {
        Optional<ScheduledRun> current =
                row.getString("operation") == null ? Optional.empty() : Optional.of(ScheduleRows.run(row));
        return new Versioned(ScheduleRows.operation(row, current), row.getLong("version"));
    }

    @Override
    public Page<ScheduledOperation> list(PageRequest page) {
        List<Versioned> rows = transactions.read(
                "listing scheduled operations",
                handle -> handle.createQuery(backend.sql(SELECT + "WHERE o.name > :after ORDER BY o.name LIMIT :limit"))
                        .bind("after", PortableText.encode(page.after().orElse("")))
                        .bind("limit", page.size() + 1)
                        .map((row, context) -> versioned(row))
                        .list());
        return Pages.of(rows, page, Versioned::operation, row -> row.operation().name());
    }

    @Override
    public Optional<ScheduledOperation> update(String name, UnaryOperator<ScheduledOperation> change) {
        return change("changing", name, old -> Optional.of(new ScheduleClaim(change.apply(old), List.of())))
                .map(ScheduleClaim::operation);
    }

    @Override
    public boolean delete(String name) {
        return transactions.write(
                "deleting scheduled operation " + name,
                handle -> handle.createUpdate(backend.sql("DELETE FROM {scheduled_operation} WHERE name = :name"))
                                .bind("name", PortableText.encode(name))
                                .execute()
                        == 1);
    }

    @Override
    public List<ScheduleClaim> claimDue(Instant now, String owner, Duration lease, int most) {
        backend.guard().require(transactions, "claiming what is due");
        Instant at = StoreTime.micros(now);
        List<ScheduleClaim> claims = new ArrayList<>();
        boolean more = true;
        while (more && claims.size() < most) {
            int before = claims.size() + unknown.size();
            for (String name : due(at, most - claims.size() + unknown.size())) {
                if (claims.size() == most) { // more were asked for, because some cannot be read
                    break;
                }
                change("claiming", name, this::loadKnown, operation -> operation.claim(at, owner, lease))
                        .ifPresent(claims::add);
            }
            // others took all that was seen: what is left is theirs or comes next time
            more = claims.size() + unknown.size() > before;
        }
        return claims;
    }

    private List<String> due(Instant now, int most) {
        return transactions.read(
                "looking for what is due",
                handle -> handle.createQuery(backend.sql("SELECT name FROM {scheduled_operation}"
                                + " WHERE claimable_at <= :now ORDER BY claimable_at, name LIMIT :most"))
                        .bind("now", utc(now))
                        .bind("most", most)
                        .map((row, context) -> Columns.text(row, "name"))
                        .list());
    }

    @Override
    public Optional<ScheduleClaim> claimNow(String name, Instant now, String owner, Duration lease) {
        backend.guard().require(transactions, "claiming scheduled operation " + name);
        if (find(name).isEmpty()) {
            throw NotFoundException.of("scheduled operation", name, List.of());
        }
        return change("claiming", name, operation -> operation.claimNow(StoreTime.micros(now), owner, lease));
    }

    @Override
    public boolean renew(ScheduledRun run, Instant until) {
        backend.guard().require(transactions, "renewing the lease of scheduled operation " + run.operation());
        return change(
                        "renewing the lease of",
                        run.operation(),
                        operation -> Optional.of(operation)
                                .filter(mine -> mine.isAtWork(run))
                                .map(mine -> new ScheduleClaim(mine.renewed(StoreTime.micros(until)), List.of())))
                .isPresent();
    }

    @Override
    public boolean finish(ScheduledRun ended) {
        return change(
                        "finishing a run of",
                        ended.operation(),
                        operation -> Optional.of(operation)
                                .filter(mine -> mine.isAtWork(ended))
                                .map(mine -> new ScheduleClaim(mine.released(), List.of(ended))))
                .isPresent();
    }

    /** Reads, decides, writes; again if somebody else wrote in between. */
    private Optional<ScheduleClaim> change(
            String what, String name, Function<ScheduledOperation, Optional<ScheduleClaim>> decide) {
        return change(what, name, this::load, decide);
    }

    private Optional<ScheduleClaim> change(
            String what,
            String name,
            BiFunction<Handle, String, Optional<Versioned>> loading,
            Function<ScheduledOperation, Optional<ScheduleClaim>> decide) {
        return transactions.write(what + " scheduled operation " + name, handle -> {
            while (true) {
                Optional<Versioned> old = loading.apply(handle, name);
                Optional<ScheduleClaim> wanted = old.map(Versioned::operation).flatMap(decide);
                if (wanted.isEmpty() || write(handle, old.get(), wanted.get())) {
                    return wanted;
                }
            }
        });
    }

    private boolean write(Handle handle, Versioned old, ScheduleClaim change) {
        boolean written = ScheduleRows.bind(
                                handle.createUpdate(backend.sql("UPDATE {scheduled_operation} SET work = :work,"
                                        + " parameters = :parameters, schedule = :schedule, misfire = :misfire,"
                                        + " grace = :grace, jitter = :jitter, windows = :windows, state = :state,"
                                        + " next_run = :next, last_run = :last, runs = :runs, lease_owner = :owner,"
                                        + " lease_until = :until, claimable_at = :claimable, version = version + 1"
                                        + " WHERE name = :name AND version = :version")),
                                change.operation())
                        .bind("version", old.version())
                        .execute()
                == 1;
        if (written) {
            change.runs().forEach(run -> write(handle, run, old.operation().runs()));
        }
        return written;
    }

    private void write(Handle handle, ScheduledRun run, long lastBefore) {
        String statement = run.number() > lastBefore
                ? "INSERT INTO {schedule_run} (operation, number, slot, manual, owner, started_at, ended_at, outcome,"
                        + " task_id, message) VALUES (:operation, :number, :slot, :manual, :owner, :started, :ended,"
                        + " :outcome, :task, :message)"
                : "UPDATE {schedule_run} SET slot = :slot, manual = :manual, owner = :owner, started_at = :started,"
                        + " ended_at = :ended, outcome = :outcome, task_id = :task, message = :message"
                        + " WHERE operation = :operation AND number = :number";
        ScheduleRows.bind(handle.createUpdate(backend.sql(statement)), run).execute();
    }

    @Override
    public Page<ScheduledRun> runs(String name, PageRequest page) {
        TimelineQuery timeline = new TimelineQuery("{schedule_run}", "started_at")
                .where("operation = :operation", "operation", Optional.of(name));
        return transactions.read(
                "listing runs of " + name,
                handle -> timeline.page(handle, backend, page, (row, context) -> ScheduleRows.run(row)));
    }
}
