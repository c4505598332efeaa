package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopCancelRequest;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopExecutionQuery;
import io.netstacks.spi.mop.MopExecutionState;
import io.netstacks.spi.mop.MopExecutionStore;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopProgress;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopStepOutcome;
import io.netstacks.spi.mop.MopStepResult;
import io.netstacks.spi.mop.MopStepRun;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.store.MopStore;
import io.netstacks.spi.store.Stores;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the stores ask PostgreSQL for about MOPs and their executions finds its rows by an index. */
class MopIndexUseTest {

    private static final int VERSIONS = 10;
    private static final Instant MIDDLE = LargeStore.FIRST.plus(Duration.ofHours(VERSIONS / 2));

    @Test
    void large_tables_of_mops_are_not_read_through() throws SQLException {
        try (ExplainedStores store = new ExplainedStores()) {
            Stores stores = store.stores();
            LargeMops.fill(stores, store.database(), store.prefix(), ExplainedStores.DEVICES, VERSIONS);
            usesIndexesForMops(store, stores.mops());
            usesIndexesToList(store, stores.mopExecutions());
            usesIndexesToGoOn(store, stores.mopExecutions());
            usesIndexesToBegin(store, stores);
        }
    }

    private void usesIndexesForMops(ExplainedStores store, MopStore mops) {
        MopId mop = new MopId("m" + ExplainedStores.DEVICES / 2);
        store.usesIndexes("one MOP", () -> mops.find(mop));
        store.usesIndexes(
                "a MOP of a name",
                () -> assertThat(mops.findByName("MOP " + ExplainedStores.DEVICES / 2))
                        .isPresent());
        store.usesIndexes("a page of MOPs", () -> mops.list(PageRequest.first(100)));
        store.usesIndexes("versions of a MOP", () -> mops.versions(mop, PageRequest.first(100)));
        store.usesIndexes(
                "a MOP gets another document",
                () -> mops.revise(
                        mop, 1, MopDetails.of("renamed", ""), new MopRevision(MopText.of("x: y"), "user:kim")));
        store.usesIndexes("a document", () -> assertThat(mops.text(mop, 2)).isPresent());
        store.usesIndexes(
                "a MOP is deleted",
                () -> assertThat(mops.delete(new MopId("m1"))).isTrue());
    }

    private void usesIndexesToList(ExplainedStores store, MopExecutionStore executions) {
        MopId mop = new MopId("m" + ExplainedStores.DEVICES / 2);
        MopExecutionId execution = new MopExecutionId("x" + ExplainedStores.DEVICES / 2 + "-" + VERSIONS);
        MopExecutionQuery all = MopExecutionQuery.all();
        store.usesIndexes("one execution", () -> executions.find(execution));
        store.usesIndexes("the newest executions", () -> executions.list(all, PageRequest.first(100)));
        store.usesIndexes(
                "executions of a MOP",
                () -> assertThat(executions
                                .list(all.of(mop), PageRequest.first(100))
                                .items())
                        .hasSize(VERSIONS));
        store.usesIndexes(
                "a page of them",
                () -> executions.list(
                        all.of(mop),
                        PageRequest.first(3)
                                .from(executions
                                        .list(all.of(mop), PageRequest.first(3))
                                        .next()
                                        .orElseThrow())));
        store.usesIndexes(
                "executions that have not begun",
                () -> assertThat(executions
                                .list(all.in(MopExecutionState.PENDING), PageRequest.first(100))
                                .items())
                        .hasSize(5));
        store.usesIndexes(
                "executions that have ended",
                () -> executions.list(all.in(MopExecutionState.COMPLETED), PageRequest.first(100)));
        store.usesIndexes(
                "executions on a device",
                () -> executions.list(all.on("d" + ExplainedStores.DEVICES / 2), PageRequest.first(100)));
        store.usesIndexes(
                "executions of a time", () -> executions.list(all.askedSince(MIDDLE), PageRequest.first(100)));
        store.usesIndexes("targets", () -> executions.targets(execution));
        store.usesIndexes("variables", () -> executions.variables(execution));
        store.usesIndexes("step runs", () -> executions.runs(execution, PageRequest.first(100)));
        store.usesIndexes("open step runs", () -> executions.openRuns(execution, PageRequest.first(100)));
        store.usesIndexes(
                "an output",
                () -> executions.output(new MopExecutionId("x" + ExplainedStores.DEVICES / 2 + "-" + VERSIONS), 2));
    }

    private void usesIndexesToGoOn(ExplainedStores store, MopExecutionStore executions) {
        Duration lease = Duration.ofMinutes(1);
        store.usesIndexes(
                "what is due",
                () -> assertThat(executions.claimDue(LargeStore.FIRST, "n1", lease, 2))
                        .hasSize(2));
        MopLease mine = executions
                .claim(new MopExecutionId("open4"), LargeStore.FIRST, "n1", lease)
                .orElseThrow()
                .lease();
        store.usesIndexes("a lease is renewed", () -> executions.renew(mine, LargeStore.FIRST.plusSeconds(90)));
        store.usesIndexes("a step is reached", () -> executions.advance(mine, "drain", LargeStore.FIRST));
        store.usesIndexes(
                "a step run begins",
                () -> executions.begin(mine, MopStepRun.changing("drain", "configure", LargeStore.FIRST)));
        store.usesIndexes(
                "changes that nobody is at",
                () -> assertThat(executions
                                .abandonedChanges(MIDDLE, PageRequest.first(100))
                                .items())
                        .hasSize(1));
        store.usesIndexes("something is remembered", () -> executions.remember(mine, MopText.of("{}")));
        store.usesIndexes(
                "a step run ends",
                () -> executions.finish(
                        mine,
                        1,
                        new MopStepResult(MopStepOutcome.SUCCEEDED, "done", LargeStore.FIRST),
                        MopText.of("seen")));
        store.usesIndexes(
                "an execution is cancelled",
                () -> executions.requestCancel(
                        new MopExecutionId("open4"), new MopCancelRequest("user:kim", "", LargeStore.FIRST)));
        store.usesIndexes(
                "an execution ends",
                () -> executions.release(
                        mine,
                        MopProgress.running("drain", LargeStore.FIRST)
                                .ended(MopExecutionState.CANCELLED, Optional.empty()),
                        LargeStore.FIRST));
        store.usesIndexes("a decision", () -> executions.wakeWaitingFor(new ApprovalId("a1"), LargeStore.FIRST));
        store.usesIndexes(
                "an execution is woken", () -> executions.wake(new MopExecutionId("open3"), LargeStore.FIRST));
    }

    private void usesIndexesToBegin(ExplainedStores store, Stores stores) {
        Mop mop = stores.mops().find(new MopId("m3")).orElseThrow().value();
        store.usesIndexes(
                "an execution begins alone", () -> stores.mopExecutions().startAlone(LargeMops.execution("new", mop)));
        store.usesIndexes(
                "old executions are forgotten",
                () -> stores.mopExecutions().deleteEnded(LargeStore.FIRST.minusSeconds(1)));
    }
}
