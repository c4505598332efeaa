package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Actor;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.Approval;
import io.netstacks.spi.agent.ApprovalDecision;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.agent.ApprovalQuery;
import io.netstacks.spi.agent.ApprovalState;
import io.netstacks.spi.agent.ApprovalStore;
import io.netstacks.spi.agent.ProposedAction;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.DeniedException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.tool.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about approvals. */
interface StorageApprovalTests extends StorageSubject {

    /** Returns a question of the agent {@code triage} that people have 30 minutes for. */
    static Approval approval(String id, Optional<AgentSessionId> sessionId) {
        return asked(id, sessionId, RiskLevel.HIGH, Actor.agent("triage"), NOW);
    }

    private static Approval asked(String id, Optional<AgentSessionId> sessionId, RiskLevel risk, Actor by, Instant at) {
        ProposedAction action = new ProposedAction(
                "device_config", ANY_UNICODE, "sha-1", Optional.of("r1 " + ANY_UNICODE), risk, ANY_UNICODE);
        return Approval.requested(
                new ApprovalId(id), sessionId, action, by, at.truncatedTo(ChronoUnit.MICROS), Approval.DEFAULT_TIME);
    }

    private static Instant inMinutes(long minutes) {
        return NOW.truncatedTo(ChronoUnit.MICROS).plus(Duration.ofMinutes(minutes));
    }

    private static ApprovalDecision yes(String person, long minute) {
        return ApprovalDecision.approve(Actor.user(person), inMinutes(minute), ANY_UNICODE);
    }

    private static ApprovalDecision no(String person, long minute) {
        return ApprovalDecision.reject(Actor.user(person), inMinutes(minute), "not today");
    }

    private ApprovalStore approvals() {
        return stores().approvals();
    }

    private List<String> ids(ApprovalQuery query) {
        return approvals().list(query, PageRequest.first()).items().stream()
                .map(approval -> approval.id().value())
                .toList();
    }

    @Test
    default void an_approval_comes_back_with_every_part_at_every_stage() {
        Approval asked = approval("a1", Optional.of(new AgentSessionId("s1"))).decidedByAnother();
        approvals().request(asked);
        assertThat(approvals().find(new ApprovalId("a1"))).contains(asked);
        assertThat(approvals().find(new ApprovalId("unknown"))).isEmpty();

        Approval.Decided decided = approvals().decide(new ApprovalId("a1"), yes("kim " + ANY_UNICODE, 1));
        assertThat(decided.won()).isTrue();
        assertThat(decided.approval().state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(decided.approval().decision()).contains(yes("kim " + ANY_UNICODE, 1));
        assertThat(approvals().find(new ApprovalId("a1"))).contains(decided.approval());

        Approval used =
                approvals().use(new ApprovalId("a1"), "sha-1", inMinutes(2)).orElseThrow();
        assertThat(used.state()).isEqualTo(ApprovalState.USED);
        assertThat(used.usedAt()).contains(inMinutes(2));
        assertThat(approvals().find(new ApprovalId("a1"))).contains(used);
    }

    @Test
    default void an_approval_is_asked_for_once_and_undecided() {
        approvals().request(approval("a1", Optional.empty()));

        assertThatThrownBy(() -> approvals().request(approval("a1", Optional.empty())))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("a1");
        assertThatThrownBy(() -> approvals()
                        .request(approval("a2", Optional.empty())
                                .decide(yes("kim", 1))
                                .approval()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("PENDING");
        assertThatThrownBy(() -> approvals().decide(new ApprovalId("unknown"), yes("kim", 1)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("unknown");
    }

    @Test
    default void of_many_that_decide_at_once_exactly_one_wins() {
        approvals().request(approval("a1", Optional.empty()));

        List<Approval.Decided> decided = StorageRace.run(
                32,
                number -> approvals()
                        .decide(new ApprovalId("a1"), number % 2 == 0 ? yes("p" + number, 1) : no("p" + number, 1)));

        List<Approval.Decided> winners =
                decided.stream().filter(Approval.Decided::won).toList();
        assertThat(winners).hasSize(1);
        Approval stands = winners.get(0).approval();
        assertThat(approvals().find(new ApprovalId("a1"))).contains(stands);
        assertThat(decided)
                .as("the others are told what stands")
                .allSatisfy(one -> assertThat(one.approval()).isEqualTo(stands));
        assertThat(stands.decision().orElseThrow().by()).isEqualTo(Actor.user("p" + decided.indexOf(winners.get(0))));
    }

    @Test
    default void of_many_that_use_an_approval_exactly_one_may() {
        approvals().request(approval("a1", Optional.empty()));
        approvals().decide(new ApprovalId("a1"), yes("kim", 1));

        List<Boolean> got = StorageRace.run(
                32,
                number -> approvals()
                        .use(new ApprovalId("a1"), "sha-1", inMinutes(2))
                        .isPresent());

        assertThat(got).containsOnlyOnce(true);
    }

    @Test
    default void an_approval_is_for_its_arguments_while_it_is_valid_and_approved() {
        for (String id : List.of("pending", "rejected", "cancelled", "approved")) {
            approvals().request(approval(id, Optional.empty()));
        }
        approvals().decide(new ApprovalId("rejected"), no("kim", 1));
        approvals()
                .decide(new ApprovalId("cancelled"), ApprovalDecision.cancel(Actor.agent("triage"), inMinutes(1), ""));
        approvals().decide(new ApprovalId("approved"), yes("kim", 1));

        assertThat(approvals().use(new ApprovalId("pending"), "sha-1", inMinutes(2)))
                .isEmpty();
        assertThat(approvals().use(new ApprovalId("rejected"), "sha-1", inMinutes(2)))
                .isEmpty();
        assertThat(approvals().use(new ApprovalId("cancelled"), "sha-1", inMinutes(2)))
                .isEmpty();
        assertThat(approvals().use(new ApprovalId("unknown"), "sha-1", inMinutes(2)))
                .isEmpty();
        assertThat(approvals().use(new ApprovalId("approved"), "sha-2", inMinutes(2)))
                .as("other arguments")
                .isEmpty();
        assertThat(approvals().use(new ApprovalId("approved"), "sha-1", inMinutes(30)))
                .as("too late")
                .isEmpty();
        assertThat(approvals().use(new ApprovalId("approved"), "sha-1", inMinutes(29)))
                .isPresent();
        assertThat(approvals().use(new ApprovalId("approved"), "sha-1", inMinutes(29)))
                .as("used up")
                .isEmpty();
    }

    @Test
    default void whoever_decides_too_late_finds_it_expired() {
        approvals().request(approval("yes", Optional.empty()));
        approvals().request(approval("no", Optional.empty()));

        assertThat(approvals().decide(new ApprovalId("yes"), yes("kim", 30)))
                .satisfies(late -> assertThat(late.won()).isFalse())
                .satisfies(late -> assertThat(late.approval().state()).isEqualTo(ApprovalState.EXPIRED));
        assertThat(approvals().decide(new ApprovalId("no"), no("kim", 31)).won())
                .isFalse();
        assertThat(approvals().find(new ApprovalId("no")))
                .hasValueSatisfying(late -> assertThat(late.state()).isEqualTo(ApprovalState.EXPIRED))
                .hasValueSatisfying(late -> assertThat(late.decision()).isEmpty());
    }

    @Test
    default void approvals_that_nobody_decided_in_time_expire_and_no_others() {
        approvals().request(approval("late", Optional.empty()));
        approvals().request(approval("decided", Optional.empty()));
        approvals().request(asked("young", Optional.empty(), RiskLevel.LOW, Actor.agent("a"), inMinutes(1)));
        approvals().decide(new ApprovalId("decided"), yes("kim", 1));

        assertThat(approvals().expire(inMinutes(30))).isEqualTo(1);
        assertThat(approvals().expire(inMinutes(30))).isZero();
        assertThat(approvals().countByState())
                .isEqualTo(Map.of(ApprovalState.EXPIRED, 1L, ApprovalState.APPROVED, 1L, ApprovalState.PENDING, 1L));
    }

    @Test
    default void nobody_approves_who_may_not_and_nothing_changes() {
        approvals()
                .request(asked("a1", Optional.empty(), RiskLevel.HIGH, Actor.user("kim"), NOW)
                        .decidedByAnother());

        assertThatThrownBy(() -> approvals().decide(new ApprovalId("a1"), yes("kim", 1)))
                .isInstanceOf(DeniedException.class)
                .hasMessageContaining("somebody else");
        assertThatThrownBy(() -> approvals()
                        .decide(
                                new ApprovalId("a1"),
                                ApprovalDecision.approve(Actor.agent("triage"), inMinutes(1), "")))
                .isInstanceOf(DeniedException.class)
                .hasMessageContaining("agents");
        assertThat(approvals().find(new ApprovalId("a1")).map(Approval::state)).contains(ApprovalState.PENDING);
        assertThat(approvals().decide(new ApprovalId("a1"), yes("lee", 1)).won())
                .isTrue();
    }

    @Test
    default void approvals_are_found_by_state_and_session_and_counted_by_risk() {
        approvals().request(asked("a", Optional.of(new AgentSessionId("s1")), RiskLevel.HIGH, Actor.agent("x"), NOW));
        approvals()
                .request(asked(
                        "b", Optional.of(new AgentSessionId("s2")), RiskLevel.MEDIUM, Actor.agent("x"), inMinutes(1)));
        approvals()
                .request(asked(
                        "c", Optional.of(new AgentSessionId("s1")), RiskLevel.HIGH, Actor.agent("x"), inMinutes(2)));
        approvals().decide(new ApprovalId("c"), no("kim", 3));

        assertThat(ids(ApprovalQuery.all())).containsExactly("c", "b", "a");
        assertThat(ids(ApprovalQuery.all().in(ApprovalState.PENDING))).containsExactly("b", "a");
        assertThat(ids(ApprovalQuery.all().of(new AgentSessionId("s1")))).containsExactly("c", "a");
        assertThat(ids(ApprovalQuery.all().of(new AgentSessionId("s1")).in(ApprovalState.REJECTED)))
                .containsExactly("c");
        assertThat(approvals().countPendingByRisk()).isEqualTo(Map.of(RiskLevel.HIGH, 1L, RiskLevel.MEDIUM, 1L));
        assertThat(StorageSubject.allPages(1, page -> approvals().list(ApprovalQuery.all(), page), () -> {}))
                .hasSize(3);
    }

    @Test
    default void people_have_more_than_no_time_and_at_most_a_day() {
        ProposedAction action = approval("a", Optional.empty()).action();

        for (Duration time : List.of(Duration.ZERO, Duration.ofMinutes(-1), Duration.ofHours(25))) {
            assertThatThrownBy(() -> Approval.requested(
                            new ApprovalId("a"), Optional.empty(), action, Actor.user("kim"), NOW, time))
                    .isInstanceOf(InvalidInputException.class);
        }
    }
}
