package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Actor;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopStart;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopTrigger;
import io.netstacks.spi.mop.MopVariables;
import io.netstacks.spi.mop.NewMopExecution;
import io.netstacks.spi.store.Stores;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Fills PostgreSQL with MOPs and the executions of years, in the database and not one by one. */
final class LargeMops {

    private LargeMops() {}

    /** Returns how an execution of a MOP is begun, an hour before everything else. */
    static NewMopExecution execution(String id, Mop mop) {
        MopStart start = new MopStart(
                new MopExecutionId(id),
                mop.id(),
                1,
                mop.latestHash(),
                Actor.user("kim"),
                "c",
                MopTrigger.MANUAL,
                Optional.empty(),
                LargeStore.FIRST);
        return new NewMopExecution(start, List.of("d1"), MopVariables.NONE);
    }

    /**
     * Makes MOPs {@code m1} to {@code mN}, so many ended executions {@code x1-1} to {@code xN-M} an hour apart of each, ten
     * step runs with an output in each execution, and a few that are open.
     *
     * @param prefix what each table's name begins with, with its schema
     */
    static void fill(Stores stores, DataSource source, String prefix, int mops, int executions) throws SQLException {
        Mop seed = stores.mops()
                .create(
                        new MopId("m0"),
                        MopDetails.of("MOP 0", ""),
                        new MopRevision(MopText.of("steps: []"), "user:kim"))
                .value();
        MopExecutionStore store = stores.mopExecutions();
        for (int i = 0; i < 5; i++) {
            store.start(execution("open" + i, seed));
        }
        store.start(execution("seed", seed));
        MopLease lease = store.claim(new MopExecutionId("seed"), LargeStore.FIRST, "n1", Duration.ofMinutes(1))
                .orElseThrow()
                .lease();
        store.begin(lease, MopStepRun.changing("drain", "configure", LargeStore.FIRST));
        store.finish(
                lease,
                1,
                new MopStepResult(MopStepOutcome.SUCCEEDED, "done", LargeStore.FIRST),
                MopText.of("output of a step"));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE %smop_execution SET state = 'COMPLETED', ended_at = created_at, lease_owner = NULL,"
                                    .formatted(prefix)
                            + " lease_until = NULL, claimable_at = NULL WHERE id = 'seed'");
            copy(statement, prefix + "mop", "m0", "id = 'm' || n.x, name = 'MOP ' || n.x", series(mops, "n"));
            copy(statement, prefix + "mop_version", "m0", "mop_id = 'm' || n.x", series(mops, "n"));
            copy(
                    statement,
                    prefix + "mop_execution",
                    "seed",
                    "id = 'x' || n.x || '-' || v.x, mop_id = 'm' || n.x,"
                            + " created_at = created_at + v.x * INTERVAL '1 hour',"
                            + " ended_at = ended_at + v.x * INTERVAL '1 hour'",
                    series(mops, "n") + " CROSS JOIN " + series(executions, "v"));
            copy(
                    statement,
                    prefix + "mop_target",
                    "seed",
                    "execution_id = 'x' || n.x || '-' || v.x, device = 'd' || n.x",
                    series(mops, "n") + " CROSS JOIN " + series(executions, "v"));
            copy(
                    statement,
                    prefix + "mop_step_run",
                    "seed",
                    "execution_id = 'x' || n.x || '-' || v.x, number = r.x",
                    series(mops, "n") + " CROSS JOIN " + series(executions, "v") + " CROSS JOIN " + series(10, "r"));
            copy(
                    statement,
                    prefix + "mop_text",
                    "seed",
                    "name = 'output/1/x' || n.x || '-' || v.x, execution_id = 'x' || n.x || '-' || v.x",
                    series(mops, "n") + " CROSS JOIN " + series(executions, "v"));
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static String series(int to, String name) {
        return "generate_series(1, " + to + ") AS " + name + "(x)";
    }

    /** Copies the rows of one record as often as there are numbers, with some columns as said and {@code seq} by itself. */
    private static void copy(Statement statement, String table, String seed, String changes, String series)
            throws SQLException {
        List<String> changed = List.of(changes.split(", (?=\\w+ = )", -1));
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        try (var row = statement.executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                String column = row.getMetaData().getColumnName(i);
                if (!column.equals("seq")) {
                    String separator = columns.isEmpty() ? "" : ", ";
                    columns.append(separator).append(column);
                    values.append(separator)
                            .append(changed.stream()
                                    .filter(change -> change.startsWith(column + " = "))
                                    .map(change -> change.substring(column.length() + 3))
                                    .findFirst()
                                    .orElse("t." + column));
                }
            }
        }
        String key = changed.get(0).substring(0, changed.get(0).indexOf(" = "));
        String owner = key.equals("name") ? "execution_id" : key;
        statement.execute("INSERT INTO " + table + " (" + columns + ") SELECT " + values + " FROM " + table
                + " t CROSS JOIN " + series + " WHERE t." + owner + " = '" + seed + "'");
    }
}
