package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Actor;
import io.netstacks.spi.agent.Approval;
import io.netstacks.spi.agent.ApprovalDecision;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.BackupId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.schedule.ScheduleClaim;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackState;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * A node of its own JVM whose threads all want the same rows at the same moment, one kind after the other. Says a line for each
 * row that a thread got, and one for each that it did not get: what it is, the row, the name of the thread.
 */
final class RowRacerMain {

    /** How many threads a node has. */
    static final int THREADS = 16;

    /** How many rows of a kind there are: scheduled operations, stacks, members of a snapshot, approvals. */
    static final int ROWS = 8;

    /** How often each stack is deployed. */
    static final int ROUNDS = 2;

    /** When everything is due. */
    static final Instant NOW = Instant.parse("2026-03-01T11:00:00Z");

    /** How a line begins about what a thread got. */
    static final String GOT = "got ";

    /** How a line begins about what a thread did not get. */
    static final String MISSED = "missed ";

    private static final Duration LEASE = Duration.ofMinutes(5);

    /** One thread. */
    private record Racer(String name, CyclicBarrier barrier) {

        /** Waits for the other threads of this node, so that they want the next row together. */
        void line() {
            try {
                barrier.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the race was stopped", e);
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException("another thread failed", e);
            }
        }

        void got(boolean got, String what) {
            NodeMain.say((got ? GOT : MISSED) + what + " " + name);
        }

        boolean isEven() {
            return Integer.parseInt(name.substring(name.indexOf('-') + 1)) % 2 == 0;
        }
    }

    private RowRacerMain() {}

    public static void main(String[] arguments) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        NodeMain.run(arguments, THREADS, (stores, name) -> {
            Racer racer = new Racer(name, barrier);
            stacks(stores, racer);
            operations(stores, racer);
            members(stores, racer);
            approvals(stores, racer);
        });
    }

    /** Whoever claims nothing is done: what it saw is taken, and whoever took it looks again. */
    private static void operations(Stores stores, Racer racer) {
        racer.line();
        List<ScheduleClaim> claims = stores.schedules().claimDue(NOW, racer.name(), LEASE, 3);
        while (!claims.isEmpty()) {
            claims.forEach(claim -> racer.got(
                    true,
                    "operation " + claim.operation().name() + " " + claim.run().number()));
            claims = stores.schedules().claimDue(NOW, racer.name(), LEASE, 3);
        }
    }

    private static void stacks(Stores stores, Racer racer) {
        for (int i = 0; i < ROWS; i++) {
            // A claim and its end count the version up by one each
            for (long version = 1; version < 1 + 2 * ROUNDS; version += 2) {
                racer.line();
                awaitVersion(stores, "r" + i, version);
                stack(stores, racer, "r" + i, version);
            }
        }
    }

    private static void awaitVersion(Stores stores, String id, long version) {
        while (stores.stacks().find(new StackId(id)).orElseThrow().version() < version) {
            Thread.onSpinWait();
        }
    }

    private static void stack(Stores stores, Racer racer, String id, long version) {
        String what = "stack " + id + " " + version;
        try {
            StackClaim claim =
                    stores.stacks().claim(new StackId(id), version, StackWork.DEPLOY, racer.name(), NOW, LEASE);
            racer.got(true, what);
            stores.stacks().finish(claim, StackState.DEPLOYED, NOW);
        } catch (ConflictException lost) {
            racer.got(false, what);
        }
    }

    /** Half of the threads say that a device has changed. When a thread is through, it says what it finds. */
    private static void members(Stores stores, Racer racer) {
        SnapshotMember.State state = racer.isEven() ? SnapshotMember.State.CHANGED : SnapshotMember.State.UNCHANGED;
        for (int i = 0; i < ROWS; i++) {
            racer.line();
            boolean recorded = stores.snapshots()
                    .record(
                            new SnapshotId("s1"),
                            new SnapshotMember(
                                    "r" + i,
                                    state,
                                    Optional.of(new BackupId(racer.name())),
                                    Optional.empty(),
                                    Optional.empty()));
            racer.got(recorded, "member r" + i + " " + state);
        }
        Snapshot over = stores.snapshots().find(new SnapshotId("s1")).orElseThrow();
        NodeMain.say("found " + over.state() + " " + over.count(SnapshotMember.State.CHANGED) + " "
                + over.count(SnapshotMember.State.UNCHANGED));
    }

    /** About every second approval the threads do not agree. */
    private static void approvals(Stores stores, Racer racer) {
        Actor by = Actor.user(racer.name());
        for (int i = 0; i < ROWS; i++) {
            racer.line();
            ApprovalDecision decision = i % 2 == 0 || racer.isEven()
                    ? ApprovalDecision.approve(by, NOW, "")
                    : ApprovalDecision.reject(by, NOW, "");
            Approval.Decided decided = stores.approvals().decide(new ApprovalId("r" + i), decision);
            racer.got(decided.won(), "approval r" + i + " " + decision.verdict());
            racer.got(
                    stores.approvals().use(new ApprovalId("r" + i), "hash", NOW).isPresent(),
                    "approval r" + i + " USED");
        }
    }
}
