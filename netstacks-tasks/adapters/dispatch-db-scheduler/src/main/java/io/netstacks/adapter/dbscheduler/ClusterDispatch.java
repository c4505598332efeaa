package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.tasks.run.TaskBench;
import io.netstacks.tasks.run.TaskDispatcher;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Lets several processes share their tasks over one PostgreSQL, which holds their task history too.
 *
 * <pre>{@code
 * NetStacksTasks.over(net).dispatcher(ClusterDispatch.over(dataSource, keys).as("worker-1")).build();
 * }</pre>
 *
 * <p>Immutable; the methods return changed copies, and {@link #open} begins the work.
 *
 * @param source where the tables are, made when they are not there
 * @param keys what stored requests are sealed with, the same in all processes
 * @param worker this process's name, unlike every other's
 * @param subjectsAtOnce how many subjects this process works on at once; not more than its workers
 * @param most how many tasks may wait in the cluster before more are refused
 * @param polling how often work, cancellations and ends of tasks elsewhere are looked for
 * @param heartbeat how often a worker says that it lives
 * @param missedHeartbeats after how many missed ones it counts as dead, at least 4
 * @param patience how long closing waits for what is at work
 */
public record ClusterDispatch(
        DataSource source,
        KeyProvider keys,
        String worker,
        int subjectsAtOnce,
        int most,
        Duration polling,
        Duration heartbeat,
        int missedHeartbeats,
        Duration patience)
        implements TaskDispatcher.Factory {

    /** Checks the bounds. */
    public ClusterDispatch {
        if (subjectsAtOnce < 1 || most < 1 || missedHeartbeats < 4 || !isPositive(polling) || !isPositive(heartbeat)) {
            throw InvalidInputException.of("a cluster needs at least one subject at once, one place to wait, four"
                    + " missed heartbeats, and intervals above zero");
        }
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }

    /** Returns a cluster of 10 subjects at once, 100,000 waiting, looked at twice a second, dead after 30 seconds. */
    public static ClusterDispatch over(DataSource source, KeyProvider keys) {
        return new ClusterDispatch(
                source,
                keys,
                "worker-" + UUID.randomUUID(),
                10,
                100_000,
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                6,
                Duration.ofSeconds(10));
    }

    /** Names this process. */
    public ClusterDispatch as(String name) {
        return new ClusterDispatch(
                source, keys, name, subjectsAtOnce, most, polling, heartbeat, missedHeartbeats, patience);
    }

    /** Sets how often work is looked for, how often a worker says that it lives, and how many of those may be missed. */
    public ClusterDispatch looking(Duration every, Duration alive, int missed) {
        return new ClusterDispatch(source, keys, worker, subjectsAtOnce, most, every, alive, missed, patience);
    }

    /** Sets how many subjects this process works on at once, and how many tasks may wait in the cluster. */
    public ClusterDispatch atOnce(int subjects, int waiting) {
        return new ClusterDispatch(
                source, keys, worker, subjects, waiting, polling, heartbeat, missedHeartbeats, patience);
    }

    @Override
    public TaskDispatcher open(TaskBench bench) {
        Flyway.configure(ClusterDispatch.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:io/netstacks/adapter/dbscheduler/migration")
                .table("netstacks_dispatch_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        return new ClusterDispatcher(this, bench).start();
    }
}
