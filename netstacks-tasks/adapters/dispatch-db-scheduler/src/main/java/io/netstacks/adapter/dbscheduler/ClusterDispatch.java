package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskDispatcher;
import io.netstacks.tasks.run.TaskPriority;
import io.netstacks.tasks.run.TaskRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Lets several processes share their tasks over one PostgreSQL; they share the store with the task history too.
 *
 * <pre>{@code
 * NetStacksTasks.over(net).dispatcher(ClusterDispatch.over(dataSource, keys).as("worker-1")).build();
 * }</pre>
 *
 * <p>Immutable; the methods return changed copies, and {@link #open} begins the work.
 */
public final class ClusterDispatch implements TaskDispatcher.Factory {

    /** db-scheduler refuses less: one missed heartbeat is nothing. */
    private static final int FEWEST_MISSED = 4;

    private final DataSource source;
    private final KeyProvider keys;
    private final Settings settings;

    /** Changed only before anybody else sees it. */
    private static final class Settings {
        private String worker = "worker-" + UUID.randomUUID();
        private DispatchTables tables = new DispatchTables(Optional.empty(), "netstacks_");
        private int subjectsAtOnce = 10;
        private int most = 100_000;
        private Duration polling = Duration.ofMillis(500);
        private Duration heartbeat = Duration.ofSeconds(5);
        private int missedHeartbeats = 6;
        private Duration patience = Duration.ofSeconds(10);
        private TaskPriority priority = TaskPriority.byActor();

        private Settings copy() {
            Settings copy = new Settings();
            copy.worker = worker;
            copy.tables = tables;
            copy.subjectsAtOnce = subjectsAtOnce;
            copy.most = most;
            copy.polling = polling;
            copy.heartbeat = heartbeat;
            copy.missedHeartbeats = missedHeartbeats;
            copy.patience = patience;
            copy.priority = priority;
            return copy;
        }
    }

    private ClusterDispatch(DataSource source, KeyProvider keys, Settings settings) {
        this.source = source;
        this.keys = keys;
        this.settings = settings;
    }

    private ClusterDispatch with(Consumer<Settings> change) {
        Settings copy = settings.copy();
        change.accept(copy);
        return new ClusterDispatch(source, keys, copy);
    }

    /**
     * Returns a cluster of 10 subjects at once, 100,000 waiting, looked at twice a second, dead after 30 seconds.
     *
     * @param source connections of the host, which commit by themselves; about one for each subject at once and four more. How
     *     long it lets wait for a connection should be less than a lease
     * @param keys what stored requests are sealed with, the same in all processes
     */
    public static ClusterDispatch over(DataSource source, KeyProvider keys) {
        return new ClusterDispatch(source, keys, new Settings());
    }

    /** Names this process, unlike every other's; a random name when never set. */
    public ClusterDispatch as(String worker) {
        return with(s -> s.worker = worker);
    }

    /** Puts the tables into that schema, which is made when it is not there; the connection's own when never set. */
    public ClusterDispatch inSchema(String schema) {
        return at(new DispatchTables(Optional.of(schema), settings.tables.prefix()));
    }

    /** Lets the tables' names begin so: small letters, digits and {@code _}; {@code netstacks_} when never set. */
    public ClusterDispatch withTablePrefix(String prefix) {
        return at(new DispatchTables(settings.tables.schema(), prefix));
    }

    private ClusterDispatch at(DispatchTables tables) {
        return with(s -> s.tables = tables);
    }

    /**
     * Sets how many subjects this process works on at once, not more than its workers; 0 for a process that only submits.
     *
     * @throws InvalidInputException if it is negative
     */
    public ClusterDispatch atOnce(int subjects) {
        if (subjects < 0) {
            throw InvalidInputException.of("a process works on no subjects at once, or on some, not on " + subjects);
        }
        return with(s -> s.subjectsAtOnce = subjects);
    }

    /**
     * Sets how many tasks may wait in the cluster before more are refused; several processes that submit at the same moment
     * may go above it by what they submit within a poll.
     *
     * @throws InvalidInputException if it is below one
     */
    public ClusterDispatch waiting(int most) {
        if (most < 1) {
            throw InvalidInputException.of("at least one task has to be allowed to wait, not " + most);
        }
        return with(s -> s.most = most);
    }

    /**
     * Sets how often work of others, cancellations and ends of tasks elsewhere are looked for, and leases renewed. Work that
     * is submitted where a worker is idle begins at once.
     *
     * @throws InvalidInputException if it is not above zero
     */
    public ClusterDispatch polling(Duration every) {
        refuseNone(every);
        return with(s -> s.polling = every);
    }

    /**
     * Sets how often a worker says that it lives, and after how many missed times it counts as dead; the product is the
     * length of a lease.
     *
     * @throws InvalidInputException if it is not above zero, or fewer than 4 may be missed
     */
    public ClusterDispatch heartbeat(Duration every, int missed) {
        refuseNone(every);
        if (missed < FEWEST_MISSED) {
            throw InvalidInputException.of("a worker is not dead before it missed 4 heartbeats, not " + missed);
        }
        return with(s -> {
            s.heartbeat = every;
            s.missedHeartbeats = missed;
        });
    }

    /** Sets how long closing waits for what is at work before it is handed over; 10 seconds when never set. */
    public ClusterDispatch patience(Duration longest) {
        return with(s -> s.patience = longest);
    }

    /**
     * Sets how urgent tasks are; {@link TaskPriority#byActor()} when never set. Within a subject urgent tasks overtake, between
     * subjects they decide who is next.
     */
    public ClusterDispatch prioritised(TaskPriority priority) {
        return with(s -> s.priority = priority);
    }

    private static void refuseNone(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw InvalidInputException.of("an interval is above zero, not " + time);
        }
    }

    DataSource source() {
        return source;
    }

    KeyProvider keys() {
        return keys;
    }

    String worker() {
        return settings.worker;
    }

    DispatchTables tables() {
        return settings.tables;
    }

    /** Tells whether this process does anything but submit. */
    boolean works() {
        return settings.subjectsAtOnce > 0;
    }

    int subjectsAtOnce() {
        return Math.max(1, settings.subjectsAtOnce);
    }

    int most() {
        return settings.most;
    }

    Duration polling() {
        return settings.polling;
    }

    Duration heartbeat() {
        return settings.heartbeat;
    }

    int missedHeartbeats() {
        return settings.missedHeartbeats;
    }

    Duration lease() {
        return settings.heartbeat.multipliedBy(settings.missedHeartbeats);
    }

    Duration patience() {
        return settings.patience;
    }

    int priority(TaskRequest<?> request, OperationContext context) {
        int wanted = settings.priority.of(request, context);
        return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, wanted));
    }

    @Override
    public TaskDispatcher open(TaskBench bench) {
        settings.tables.migrate(source);
        return new ClusterDispatcher(this, bench).start();
    }
}
