package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.KeyProviders;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.ProviderContext;
import io.netstacks.spi.Secret;
import io.netstacks.spi.Settings;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.mop.MopClaim;
import io.netstacks.spi.mop.MopExecutionState;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopProgress;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.store.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of its own JVM that goes on with executions, one step each time it claims one, until all of them are over. Says a line
 * when it is ready, begins when it gets one, and says one for each claim. Arguments: port, schema, file of keys, name, lease.
 */
final class MopClaimerMain {

    /** How many steps the executions have. */
    static final int STEPS = 6;

    private static final int THREADS = 4;

    private MopClaimerMain() {}

    public static void main(String[] arguments) throws Exception {
        ProviderContext context = new ProviderContext(Settings.defaults(), Clock.systemUTC(), reference -> {
            throw NotFoundException.of("secret", reference, List.of());
        });
        try (Stores stores = storage(Integer.parseInt(arguments[0]), arguments[1])
                .open(context, KeyProviders.file(Path.of(arguments[2])))) {
            say("ready");
            if (System.in.read() == -1) {
                return;
            }
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String owner = arguments[3] + "-" + i;
                Thread thread = new Thread(() -> goOn(stores, owner, Duration.parse(arguments[4])));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    static JdbcStorage storage(int port, String schema) {
        return JdbcStorage.at("jdbc:postgresql://127.0.0.1:" + port + "/postgres")
                .as("postgres", Secret.of("postgres"))
                .withPool(THREADS, Duration.ofSeconds(10))
                .inSchema(schema);
    }

    private static void goOn(Stores stores, String owner, Duration lease) {
        while (true) {
            List<MopClaim> claims = stores.mopExecutions().claimDue(Instant.now(), owner, lease, 3);
            for (MopClaim claim : claims) {
                oneStep(stores, claim.lease());
            }
            if (claims.isEmpty() && isOver(stores.mopExecutions().countByState())) {
                return;
            }
        }
    }

    private static boolean isOver(Map<MopExecutionState, Long> counts) {
        return counts.keySet().stream().allMatch(MopExecutionState::isOver);
    }

    /** What is open is of a node that was killed: it is closed, and its step done again, since these steps only look. */
    private static void oneStep(Stores stores, MopLease lease) {
        MopExecutionStore executions = stores.mopExecutions();
        String id = lease.executionId();
        try {
            executions
                    .openRuns(id, PageRequest.first())
                    .items()
                    .forEach(open -> executions.finish(lease, open.sequence(), result(MopStepOutcome.UNKNOWN, lease)));
            int step = steps(executions, id) + 1;
            long number = stores.inTransaction(tx -> {
                tx.mopExecutions().advance(lease, "s" + step, Instant.now());
                return tx.mopExecutions()
                        .begin(lease, MopStepRun.reading("s" + step, "command", Instant.now()))
                        .sequence();
            });
            say("claimed " + id + " " + lease.fence());
            stores.inTransaction(tx -> {
                tx.mopExecutions().finish(lease, number, result(MopStepOutcome.SUCCEEDED, lease));
                MopProgress here = MopProgress.running("s" + step, Instant.now());
                return tx.mopExecutions()
                        .release(
                                lease,
                                step == STEPS ? here.ended(MopExecutionState.COMPLETED, Optional.empty()) : here,
                                Instant.now());
            });
        } catch (ConflictException lost) {
            say("lost " + id + " " + lease.fence());
        }
    }

    private static int steps(MopExecutionStore executions, String id) {
        return (int) executions.runs(id, PageRequest.first()).items().stream()
                .filter(run -> run.value()
                        .result()
                        .filter(how -> how.outcome() == MopStepOutcome.SUCCEEDED)
                        .isPresent())
                .count();
    }

    private static MopStepResult result(MopStepOutcome outcome, MopLease lease) {
        return new MopStepResult(outcome, lease.owner() + " " + lease.fence(), Instant.now());
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
