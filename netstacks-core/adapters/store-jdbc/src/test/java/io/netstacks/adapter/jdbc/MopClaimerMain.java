package io.netstacks.adapter.jdbc;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.mop.MopClaim;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionState;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopProgress;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of its own JVM that goes on with executions, one step each time it claims one, until all of them are over. Says a line
 * for each claim. Its last argument is how long a lease is.
 */
final class MopClaimerMain {

    /** How many steps the executions have. */
    static final int STEPS = 6;

    private static final int THREADS = 4;

    private MopClaimerMain() {}

    public static void main(String[] arguments) throws Exception {
        Duration lease = Duration.parse(arguments[4]);
        NodeMain.run(arguments, THREADS, (stores, owner) -> goOn(stores, owner, lease));
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
        MopExecutionId id = lease.executionId();
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
            NodeMain.say("claimed " + id + " " + lease.fence());
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
            NodeMain.say("lost " + id + " " + lease.fence());
        }
    }

    private static int steps(MopExecutionStore executions, MopExecutionId id) {
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
}
