package io.netstacks.testkit;

import io.netstacks.spi.Actor;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopClaim;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopExecution;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionQuery;
import io.netstacks.spi.mop.MopExecutionState;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Begins, takes and looks at the executions that the tests of MOPs are about. Confined: one thread at a time. */
record MopWork(Stores stores) {

    /** How long the tests claim executions. */
    static final Duration CLAIM = Duration.ofMinutes(5);

    static Instant second(long second) {
        return StorageSubject.NOW.truncatedTo(ChronoUnit.MICROS).plusSeconds(second);
    }

    static MopStepResult succeeded(long second) {
        return new MopStepResult(MopStepOutcome.SUCCEEDED, "done", second(second));
    }

    static MopStepRun change(String step, long second) {
        return MopStepRun.changing(step, "configure", second(second));
    }

    static MopStart start(String id, Mop mop, long second) {
        return new MopStart(
                new MopExecutionId(id),
                mop.id(),
                mop.latestVersion(),
                mop.latestHash(),
                Actor.user("kim"),
                "c1",
                MopTrigger.MANUAL,
                Optional.empty(),
                second(second));
    }

    private MopExecutionStore executions() {
        return stores.mopExecutions();
    }

    /** Returns the MOP of that id, and makes it if there is none. */
    Mop mop(String id) {
        return stores.mops()
                .find(new MopId(id))
                .orElseGet(() -> stores.mops()
                        .create(
                                new MopId(id),
                                MopDetails.of("MOP " + id, ""),
                                new MopRevision(MopText.of("steps: []"), "user:kim")))
                .value();
    }

    MopExecution begin(String id, String mopId, long second) {
        return executions().start(new NewMopExecution(start(id, mop(mopId), second), List.of("r1"), MopVariables.NONE));
    }

    MopExecution load(String id) {
        return executions().find(new MopExecutionId(id)).orElseThrow();
    }

    List<MopClaim> due(long second, String owner) {
        return executions().claimDue(second(second), owner, CLAIM, 100);
    }

    /** Begins an execution and takes it. */
    MopLease taken(String id) {
        begin(id, "m1", 0);
        return executions()
                .claim(new MopExecutionId(id), second(0), "n1", CLAIM)
                .orElseThrow()
                .lease();
    }

    List<Sequenced<MopStepRun>> runs(String id) {
        return executions().runs(new MopExecutionId(id), PageRequest.first()).items();
    }

    List<Sequenced<MopStepRun>> openRuns(String id) {
        return executions()
                .openRuns(new MopExecutionId(id), PageRequest.first())
                .items();
    }

    List<String> ids(MopExecutionQuery query) {
        return executions().list(query, PageRequest.first()).items().stream()
                .map(execution -> execution.id().value())
                .toList();
    }

    void end(MopLease lease, MopExecutionState how, long second) {
        executions().advance(lease, "last", second(second));
        executions()
                .release(
                        lease,
                        load(lease.executionId().value()).progress().ended(how, Optional.empty()),
                        second(second));
    }
}
