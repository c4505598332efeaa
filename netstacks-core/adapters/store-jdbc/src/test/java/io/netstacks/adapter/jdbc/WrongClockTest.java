package io.netstacks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.Approval;
import io.netstacks.spi.agent.ApprovalDecision;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.agent.ApprovalState;
import io.netstacks.spi.agent.ProposedAction;
import io.netstacks.spi.audit.AuditEntry;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.BackupQuery;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.backup.Retention;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.backup.SnapshotId;
import io.netstacks.spi.backup.SnapshotMember;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopLease;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopStart;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopTrigger;
import io.netstacks.spi.mop.MopVariables;
import io.netstacks.spi.mop.NewMopExecution;
import io.netstacks.spi.schedule.Schedule;
import io.netstacks.spi.schedule.ScheduleClaim;
import io.netstacks.spi.schedule.SchedulePolicy;
import io.netstacks.spi.schedule.ScheduledOperation;
import io.netstacks.spi.schedule.ScheduledWork;
import io.netstacks.spi.stack.ServiceDefinition;
import io.netstacks.spi.stack.ServiceOutline;
import io.netstacks.spi.stack.StackClaim;
import io.netstacks.spi.stack.StackDefinition;
import io.netstacks.spi.stack.StackId;
import io.netstacks.spi.stack.StackWork;
import io.netstacks.spi.store.Stores;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskMetadata;
import io.netstacks.spi.tool.RiskLevel;
import io.netstacks.testkit.StorageKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes share a PostgreSQL, and the clock of one of them is wrong. */
class WrongClockTest {

    private static final Duration LEASE = Duration.ofMinutes(15);

    /** A clock that can be set while it runs. */
    private static final class SetClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for another zone");
        }
    }

    private final JdbcStorage storage = TestPostgres.storage();
    private final StorageKeys keys = new StorageKeys();
    private final SetClock wrongClock = new SetClock();
    private Stores right = node(Clock.systemUTC());
    private Stores wrong = right;

    private Stores node(Clock clock) {
        return storage.onMachineWith(clock).open(TestContexts.at(clock), keys);
    }

    @BeforeEach
    void second_node() {
        wrong = node(wrongClock);
    }

    @AfterEach
    void close() {
        wrong.close();
        right.close();
    }

    private static Backup save(Stores stores, String device, Instant at, String text) {
        return stores.backups()
                .save(new NewBackup(
                        device, "cisco_ios", at, Backup.Origin.MANUAL, "user:kim", ConfigText.of(text, text)))
                .backup();
    }

    private void backUpHourly(Instant first) {
        right.schedules()
                .create(ScheduledOperation.create(
                        "hourly",
                        ScheduledWork.BACKUP,
                        Map.of(),
                        Schedule.every(Duration.ofHours(1), first),
                        SchedulePolicy.DEFAULT,
                        first.minusSeconds(60)));
    }

    private static void assertRefused(Supplier<?> work, String how) {
        assertThatThrownBy(work::get)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("this machine's clock is about 60 min")
                .hasMessageContaining(how);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void a_node_whose_clock_is_wrong_claims_nothing_and_takes_nothing_from_others(int hours) {
        Instant now = Instant.now();
        backUpHourly(now.minusSeconds(5));
        List<ScheduleClaim> mine = right.schedules().claimDue(now, "right", LEASE, 10);
        assertThat(mine).hasSize(1);
        wrongClock.ahead = Duration.ofHours(hours);
        String how = hours > 0 ? "ahead of" : "behind";

        assertRefused(() -> wrong.schedules().claimDue(wrongClock.instant(), "wrong", LEASE, 10), how);
        assertRefused(() -> wrong.schedules().claimNow("hourly", wrongClock.instant(), "wrong", LEASE), how);
        assertRefused(
                () -> wrong.schedules()
                        .renew(mine.get(0).run(), wrongClock.instant().plus(LEASE)),
                how);

        assertThat(right.schedules().renew(mine.get(0).run(), now.plus(LEASE)))
                .as("the right to the run was not touched")
                .isTrue();
        assertThat(right.schedules().find("hourly").orElseThrow().runs()).isEqualTo(1);
        assertThat(wrong.schedules().find("hourly")).as("reading goes on").isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void it_takes_no_stack_and_no_execution_from_others(int hours) {
        Instant now = Instant.now();
        right.stacks()
                .create(
                        new StackId("s1"),
                        StackDefinition.of(
                                "Campus",
                                List.of(ServiceDefinition.on(List.of("r1"), ServiceOutline.of("snmp", "t")))));
        StackClaim stack = right.stacks().claim(new StackId("s1"), 1, StackWork.DEPLOY, "right", now, LEASE);
        Mop mop = right.mops()
                .create(new MopId("m1"), MopDetails.of("MOP", ""), new MopRevision(MopText.of("steps: []"), "user:kim"))
                .value();
        right.mopExecutions()
                .start(new NewMopExecution(
                        MopStart.of(
                                new MopExecutionId("x1"),
                                mop,
                                MopTrigger.MANUAL,
                                OperationContext.as(Actor.user("kim")),
                                now),
                        List.of("r1"),
                        MopVariables.of(Map.of())));
        MopLease execution = right.mopExecutions()
                .claim(new MopExecutionId("x1"), now, "right", LEASE)
                .orElseThrow()
                .lease();
        wrongClock.ahead = Duration.ofHours(hours);
        Instant then = wrongClock.instant();
        String how = hours > 0 ? "ahead of" : "behind";

        assertRefused(() -> wrong.stacks().claim(new StackId("s1"), 2, StackWork.DEPLOY, "wrong", then, LEASE), how);
        assertRefused(() -> wrong.stacks().expireClaims(then, 10), how);
        assertRefused(() -> wrong.stacks().renew(stack, then.plus(LEASE)), how);
        assertRefused(() -> wrong.mopExecutions().claimDue(then, "wrong", LEASE, 10), how);
        assertRefused(() -> wrong.mopExecutions().claim(new MopExecutionId("x1"), then, "wrong", LEASE), how);
        assertRefused(() -> wrong.mopExecutions().renew(execution, then.plus(LEASE)), how);

        assertThat(right.stacks().renew(stack, now.plus(LEASE))).isTrue();
        assertThat(right.mopExecutions().renew(execution, now.plus(LEASE)).fence())
                .isEqualTo(execution.fence());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void it_neither_deletes_nor_stores_backups(int hours) {
        Instant now = Instant.now();
        save(right, "r1", now.minus(Duration.ofDays(3)), "old");
        Backup latest = save(right, "r1", now, "new");
        wrongClock.ahead = Duration.ofHours(hours);
        String how = hours > 0 ? "ahead of" : "behind";

        assertRefused(() -> wrong.backups().purge(Retention.since(wrongClock.instant()), false), how);
        assertRefused(() -> wrong.backups().purgeDevice("r1", wrongClock.instant(), false), how);
        assertRefused(() -> save(wrong, "r1", wrongClock.instant(), "newer"), how);

        assertThat(wrong.backups().latest("r1")).contains(latest);
        assertThat(wrong.backups()
                        .list(BackupQuery.of("r1"), PageRequest.first())
                        .items())
                .hasSize(2);
    }

    @Test
    void it_ends_no_snapshot_of_others_and_begins_none() {
        Instant now = Instant.now();
        Snapshot snapshot = new Snapshot(
                new SnapshotId("s"), "s", now, "user:kim", now.plusSeconds(600), List.of(SnapshotMember.pending("r1")));
        right.snapshots().create(snapshot);
        wrongClock.ahead = Duration.ofHours(1);

        assertThat(wrong.snapshots().expire(wrongClock.instant())).isZero();
        assertRefused(
                () -> {
                    wrong.snapshots()
                            .create(new Snapshot(
                                    new SnapshotId("t"), "t", now, "user:kim", now.plusSeconds(600), List.of()));
                    return true;
                },
                "ahead of");

        assertThat(right.snapshots().find(new SnapshotId("s")).orElseThrow().state())
                .isEqualTo(Snapshot.State.IN_PROGRESS);
        assertThat(right.snapshots().expire(now.plusSeconds(601)))
                .as("a node with the time does it")
                .isEqualTo(1);
    }

    private static Approval asked(String id, Instant at) {
        return Approval.requested(
                new ApprovalId(id),
                Optional.empty(),
                new ProposedAction("device_config", "{}", "hash", Optional.empty(), RiskLevel.HIGH, ""),
                Actor.agent("triage"),
                at,
                Approval.DEFAULT_TIME);
    }

    private static ApprovalDecision yes(Instant at) {
        return new ApprovalDecision(ApprovalState.APPROVED, Actor.user("kim"), at, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void it_neither_asks_for_approvals_nor_decides_nor_uses_them(int hours) {
        Instant now = Instant.now();
        right.approvals().request(asked("open", now));
        right.approvals().request(asked("given", now));
        right.approvals().decide(new ApprovalId("given"), yes(now));
        wrongClock.ahead = Duration.ofHours(hours);
        Instant then = wrongClock.instant();
        String how = hours > 0 ? "ahead of" : "behind";

        assertRefused(
                () -> {
                    wrong.approvals().request(asked("new", then));
                    return true;
                },
                how);
        assertRefused(() -> wrong.approvals().decide(new ApprovalId("open"), yes(then)), how);
        assertRefused(() -> wrong.approvals().use(new ApprovalId("given"), "hash", then), how);

        assertThat(right.approvals().find(new ApprovalId("new"))).isEmpty();
        assertThat(right.approvals()
                        .decide(new ApprovalId("open"), yes(now))
                        .approval()
                        .state())
                .isEqualTo(ApprovalState.APPROVED);
        assertThat(right.approvals().use(new ApprovalId("given"), "hash", now))
                .as("nobody used it")
                .isPresent();
    }

    @Test
    void it_ends_no_approval_that_others_may_still_give() {
        Instant now = Instant.now();
        right.approvals().request(asked("open", now));
        Instant late = now.plus(Approval.DEFAULT_TIME).plusSeconds(60);
        wrongClock.ahead = Approval.DEFAULT_TIME.plusSeconds(120);

        assertThat(wrong.approvals().expire(late)).isZero();

        assertThat(right.approvals().find(new ApprovalId("open")).map(Approval::state))
                .contains(ApprovalState.PENDING);
        assertThat(right.approvals().expire(late))
                .as("a node with the time does it")
                .isEqualTo(1);
    }

    @Test
    void it_forgets_nothing_of_what_was() {
        Instant now = Instant.now();
        right.audit().append(AuditEntry.done(OperationContext.as(Actor.user("kim")), now, "login", "r1"));
        right.taskMetadata().put(new TaskMetadata(new TaskId("t1"), now, now.plusSeconds(60), Map.of()));
        wrongClock.ahead = Duration.ofDays(400);
        Instant then = wrongClock.instant();

        assertForgetsNothing(() -> wrong.audit().purge(then));
        assertForgetsNothing(() -> wrong.agentSessions().deleteEnded(then));
        assertForgetsNothing(() -> wrong.alerts().deleteEnded(then));
        assertForgetsNothing(() -> wrong.mopExecutions().deleteEnded(then));
        assertThat(wrong.taskMetadata().expire(then)).isZero();
        assertThat(wrong.tasks().expireRequests(then)).isZero();
        assertThat(wrong.tasks().expireResults(then)).isZero();

        assertThat(right.audit().purge(then)).isEqualTo(1);
        assertThat(right.taskMetadata().expire(then)).isEqualTo(1);
    }

    private static void assertForgetsNothing(Supplier<?> work) {
        assertThatThrownBy(work::get)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("this machine's clock is about");
    }

    @Test
    void it_goes_on_when_its_clock_is_set() {
        Instant now = Instant.now();
        backUpHourly(now.minusSeconds(5));
        wrongClock.ahead = Duration.ofHours(-1);
        assertRefused(() -> wrong.schedules().claimDue(wrongClock.instant(), "wrong", LEASE, 10), "behind");

        wrongClock.ahead = Duration.ofSeconds(20);

        assertThat(wrong.schedules().claimDue(wrongClock.instant(), "wrong", LEASE, 10))
                .as("seconds are no matter")
                .hasSize(1);
        wrongClock.ahead = Duration.ofHours(1);
        assertRefused(() -> save(wrong, "r1", wrongClock.instant(), "a"), "ahead of");
    }

    @Test
    void a_node_that_begins_with_a_wrong_clock_can_read() {
        save(right, "r1", Instant.now(), "a");
        wrongClock.ahead = Duration.ofHours(1);
        try (Stores late = node(wrongClock)) {
            assertThat(late.backups().latest("r1")).isPresent();
        }
    }
}
