package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.agent.AgentAction;
import io.netstacks.spi.agent.AgentMessage;
import io.netstacks.spi.agent.AgentSession;
import io.netstacks.spi.agent.AgentSessionId;
import io.netstacks.spi.agent.AgentSessionQuery;
import io.netstacks.spi.agent.AgentSessionState;
import io.netstacks.spi.agent.AgentSessionStore;
import io.netstacks.spi.agent.AgentTrigger;
import io.netstacks.spi.agent.AgentUsage;
import io.netstacks.spi.agent.ApprovalId;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.tool.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about sessions of agents. */
interface StorageAgentTests extends StorageSubject {

    private static AgentSession session(String id, String agent, long second) {
        return AgentSession.started(
                new AgentSessionId(id),
                agent,
                AgentTrigger.ALERT,
                "user:" + ANY_UNICODE,
                NOW.truncatedTo(ChronoUnit.MICROS).plusSeconds(second),
                ANY_UNICODE);
    }

    private static Instant later(long seconds) {
        return NOW.truncatedTo(ChronoUnit.MICROS).plusSeconds(seconds);
    }

    private AgentSessionStore sessions() {
        return stores().agentSessions();
    }

    private List<AgentSession> list(AgentSessionQuery query) {
        return sessions().list(query, PageRequest.first()).items();
    }

    @Test
    default void an_agent_session_comes_back_with_every_part_at_every_stage() {
        AgentSession started = session("s1", "triage", 0)
                .triggeredBy("alert-" + ANY_UNICODE)
                .childOf(new AgentSessionId("s0"))
                .with(Map.of(ANY_UNICODE, ANY_UNICODE));
        sessions().start(started);
        assertThat(sessions().find(new AgentSessionId("s1"))).contains(started);
        assertThat(sessions().find(new AgentSessionId("unknown"))).isEmpty();

        AgentSession waiting = started.in(AgentSessionState.WAITING_APPROVAL).with(Map.of("a", "b"));
        assertThat(sessions().advance(AgentSessionState.RUNNING, waiting)).isTrue();
        assertThat(sessions().find(new AgentSessionId("s1"))).contains(waiting);

        AgentSession ended = waiting.ended(AgentSessionState.ESCALATED, later(5), ANY_UNICODE);
        assertThat(sessions().advance(AgentSessionState.WAITING_APPROVAL, ended))
                .isTrue();
        assertThat(sessions().find(new AgentSessionId("s1"))).contains(ended);
    }

    @Test
    default void an_agent_session_keeps_what_it_began_with() {
        sessions().start(session("s1", "triage", 0));

        sessions()
                .advance(
                        AgentSessionState.RUNNING,
                        session("s1", "other", 99)
                                .using(new AgentUsage(1, 1, 1, 1))
                                .with(Map.of("k", "v")));

        assertThat(sessions().find(new AgentSessionId("s1")))
                .contains(session("s1", "triage", 0).with(Map.of("k", "v")));
    }

    @Test
    default void a_second_agent_session_of_an_id_is_a_conflict() {
        sessions().start(session("s1", "triage", 0));

        assertThatThrownBy(() -> sessions().start(session("s1", "bgp", 1)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("s1");
        assertThat(sessions().find(new AgentSessionId("s1")).map(AgentSession::agent))
                .contains("triage");
    }

    @Test
    default void an_agent_session_that_ended_stays_ended() {
        sessions().start(session("s1", "triage", 0));
        AgentSession done = session("s1", "triage", 0).ended(AgentSessionState.COMPLETED, later(1), "done");
        assertThat(sessions().advance(AgentSessionState.RUNNING, done)).isTrue();

        assertThat(sessions().advance(AgentSessionState.RUNNING, session("s1", "triage", 0)))
                .as("it is not running any more")
                .isFalse();
        assertThatThrownBy(() -> sessions().advance(AgentSessionState.COMPLETED, session("s1", "triage", 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("an agent session that is COMPLETED does not become RUNNING");
        assertThatThrownBy(() -> session("s1", "triage", 0)
                        .in(AgentSessionState.WAITING_APPROVAL)
                        .in(AgentSessionState.COMPLETED))
                .isInstanceOf(InvalidInputException.class);
        assertThat(sessions().find(new AgentSessionId("s1"))).contains(done);
        assertThat(sessions().advance(AgentSessionState.RUNNING, session("unknown", "triage", 0)))
                .isFalse();
    }

    @Test
    default void one_of_many_that_end_an_agent_session_wins() {
        sessions().start(session("s1", "triage", 0));

        List<Boolean> won = StorageRace.run(
                32,
                number -> sessions()
                        .advance(
                                AgentSessionState.RUNNING,
                                session("s1", "triage", 0)
                                        .ended(AgentSessionState.COMPLETED, later(number), "by " + number)));

        assertThat(won).containsOnlyOnce(true);
        assertThat(sessions().find(new AgentSessionId("s1")).flatMap(AgentSession::summary))
                .contains("by " + won.indexOf(true));
    }

    @Test
    default void agent_sessions_are_found_by_agent_state_trigger_and_time_and_counted() {
        AgentSession first = session("a", "triage", 0).triggeredBy("alert-1");
        AgentSession second = session("b", "bgp", 1).triggeredBy("alert-1");
        AgentSession third = session("c", "triage", 2);
        List.of(third, first, second).forEach(sessions()::start);
        AgentSession waiting = second.in(AgentSessionState.WAITING_APPROVAL);
        sessions().advance(AgentSessionState.RUNNING, waiting);

        assertThat(list(AgentSessionQuery.all())).containsExactly(third, waiting, first);
        assertThat(list(AgentSessionQuery.all().of("triage"))).containsExactly(third, first);
        assertThat(list(AgentSessionQuery.all().in(AgentSessionState.WAITING_APPROVAL)))
                .containsExactly(waiting);
        assertThat(list(AgentSessionQuery.all().triggeredBy("alert-1"))).containsExactly(waiting, first);
        assertThat(list(AgentSessionQuery.all().startedSince(later(1)))).containsExactly(third, waiting);
        assertThat(sessions().countByState())
                .isEqualTo(Map.of(AgentSessionState.RUNNING, 2L, AgentSessionState.WAITING_APPROVAL, 1L));
    }

    @Test
    default void usage_of_an_agent_session_adds_up_when_many_count_at_once() {
        sessions().start(session("s1", "triage", 0));

        StorageRace.run(32, number -> sessions().addUsage(new AgentSessionId("s1"), new AgentUsage(number, 1, 2, 3)));

        assertThat(sessions().find(new AgentSessionId("s1")).orElseThrow().usage())
                .isEqualTo(new AgentUsage(496, 32, 64, 96));
        assertThat(sessions().addUsage(new AgentSessionId("unknown"), AgentUsage.NONE))
                .isFalse();
    }

    @Test
    default void the_messages_of_a_session_come_back_in_their_order_with_every_part() {
        sessions().start(session("s1", "triage", 0));
        sessions().start(session("s2", "triage", 0));
        List<AgentMessage> messages = List.of(
                AgentMessage.of(AgentMessage.Role.SYSTEM, ANY_UNICODE, later(0)),
                AgentMessage.of(AgentMessage.Role.USER, "x".repeat(200_000), later(1)),
                AgentMessage.calling("", "[{\"id\":\"" + "c1" + "\"}]", later(2)),
                AgentMessage.answering("c1 " + ANY_UNICODE, ANY_UNICODE, later(2)));

        List<Sequenced<AgentMessage>> added = sessions().addMessages(new AgentSessionId("s1"), messages.subList(0, 3));
        assertThat(added).extracting(Sequenced::sequence).containsExactly(1L, 2L, 3L);
        sessions().addMessages(new AgentSessionId("s2"), messages.subList(0, 1));
        assertThat(sessions().addMessages(new AgentSessionId("s1"), messages.subList(3, 4)))
                .containsExactly(new Sequenced<>(4, messages.get(3)));
        assertThat(sessions().addMessages(new AgentSessionId("s1"), List.of())).isEmpty();

        assertThat(StorageSubject.allPages(3, page -> sessions().messages(new AgentSessionId("s1"), page), () -> {}))
                .extracting(Sequenced::value)
                .isEqualTo(messages);
        assertThat(sessions()
                        .messages(new AgentSessionId("unknown"), PageRequest.first())
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> sessions().addMessages(new AgentSessionId("unknown"), messages))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("unknown");
        assertThatThrownBy(() -> sessions()
                        .messages(new AgentSessionId("s1"), PageRequest.first().from("x")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    default void messages_of_many_writers_are_numbered_without_gaps_and_doubles_and_stay_together() {
        sessions().start(session("s1", "triage", 0));

        StorageRace.run(32, writer -> {
            for (int i = 0; i < 4; i++) {
                sessions()
                        .addMessages(
                                new AgentSessionId("s1"),
                                List.of(
                                        AgentMessage.calling("call " + writer, "[]", NOW),
                                        AgentMessage.answering("c", "answer " + writer, NOW)));
            }
            return writer;
        });

        List<Sequenced<AgentMessage>> all =
                StorageSubject.allPages(50, page -> sessions().messages(new AgentSessionId("s1"), page), () -> {});
        assertThat(all)
                .extracting(Sequenced::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 256).boxed().toList());
        for (int i = 0; i < all.size(); i += 2) {
            assertThat(all.get(i + 1).value().text())
                    .isEqualTo(all.get(i).value().text().replace("call", "answer"));
        }
    }

    @Test
    default void a_number_that_a_failed_transaction_took_is_given_again() {
        sessions().start(session("s1", "triage", 0));
        AgentMessage message = AgentMessage.of(AgentMessage.Role.USER, "hello", later(0));

        assertThatThrownBy(() -> stores().inTransaction(tx -> {
                    tx.agentSessions().addMessages(new AgentSessionId("s1"), List.of(message, message));
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");

        assertThat(sessions().addMessages(new AgentSessionId("s1"), List.of(message)))
                .containsExactly(new Sequenced<>(1, message));
    }

    @Test
    default void an_action_goes_from_call_over_approval_to_its_end() {
        sessions().start(session("s1", "triage", 0));
        AgentAction thought = AgentAction.said(AgentAction.Type.THOUGHT, ANY_UNICODE, later(0));
        AgentAction call = AgentAction.calling("device_config " + ANY_UNICODE, "{\"a\":1}", RiskLevel.HIGH, later(1));
        assertThat(sessions().addAction(new AgentSessionId("s1"), thought)).isEqualTo(new Sequenced<>(1, thought));
        assertThat(sessions().addAction(new AgentSessionId("s1"), call)).isEqualTo(new Sequenced<>(2, call));

        AgentAction waiting = call.in(AgentAction.State.WAITING_APPROVAL);
        AgentAction approved = waiting.in(AgentAction.State.APPROVED);
        AgentAction done =
                approved.ended(AgentAction.State.COMPLETED, "pushed", Optional.of("{\"ok\":true}"), later(4));
        assertThat(sessions()
                        .advanceAction(
                                new AgentSessionId("s1"), AgentAction.State.PENDING, new Sequenced<>(2, waiting)))
                .isTrue();
        assertThat(sessions()
                        .advanceAction(
                                new AgentSessionId("s1"), AgentAction.State.PENDING, new Sequenced<>(2, waiting)))
                .isFalse();
        assertThat(sessions()
                        .advanceAction(
                                new AgentSessionId("s1"),
                                AgentAction.State.WAITING_APPROVAL,
                                new Sequenced<>(2, approved)))
                .isTrue();
        assertThat(sessions()
                        .advanceAction(new AgentSessionId("s1"), AgentAction.State.APPROVED, new Sequenced<>(2, done)))
                .isTrue();

        assertThat(sessions()
                        .actions(new AgentSessionId("s1"), PageRequest.first())
                        .items())
                .containsExactly(new Sequenced<>(1, thought), new Sequenced<>(2, done));
        assertThat(done.elapsed()).contains(Duration.ofSeconds(3));
        assertThat(sessions()
                        .advanceAction(
                                new AgentSessionId("s1"), AgentAction.State.PENDING, new Sequenced<>(9, waiting)))
                .isFalse();
        assertThatThrownBy(() -> sessions()
                        .advanceAction(
                                new AgentSessionId("s1"), AgentAction.State.COMPLETED, new Sequenced<>(2, waiting)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> sessions().addAction(new AgentSessionId("unknown"), thought))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    default void actions_of_parallel_calls_are_numbered_without_gaps_and_doubles() {
        sessions().start(session("s1", "triage", 0));

        List<Long> numbers = StorageRace.run(
                32,
                call -> sessions()
                        .addAction(new AgentSessionId("s1"), AgentAction.calling("show", "{}", RiskLevel.LOW, NOW))
                        .sequence());

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 32).boxed().toList());
    }

    @Test
    default void old_sessions_go_with_everything_that_is_theirs() {
        for (String name : List.of("old", "young", "open")) {
            AgentSessionId id = new AgentSessionId(name);
            sessions().start(session(name, "triage", 0));
            sessions().addMessages(id, List.of(AgentMessage.of(AgentMessage.Role.USER, name, NOW)));
            sessions().addAction(id, AgentAction.said(AgentAction.Type.THOUGHT, name, NOW));
            stores().approvals().request(StorageApprovalTests.approval("for-" + name, Optional.of(id)));
        }
        AgentSession session = session("old", "triage", 0);
        sessions().advance(AgentSessionState.RUNNING, session.ended(AgentSessionState.COMPLETED, later(1), ""));
        sessions()
                .advance(
                        AgentSessionState.RUNNING,
                        session("young", "triage", 0).ended(AgentSessionState.FAILED, later(2), ""));

        assertThat(sessions().deleteEnded(later(2))).isEqualTo(1);
        assertThat(sessions().deleteEnded(later(2))).isZero();

        assertThat(list(AgentSessionQuery.all()).stream().map(AgentSession::id))
                .containsExactlyInAnyOrder(new AgentSessionId("young"), new AgentSessionId("open"));
        assertThat(sessions()
                        .messages(new AgentSessionId("old"), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(sessions()
                        .actions(new AgentSessionId("old"), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(sessions()
                        .messages(new AgentSessionId("open"), PageRequest.first())
                        .items())
                .hasSize(1);
        assertThat(stores().approvals().find(new ApprovalId("for-old"))).isEmpty();
        assertThat(stores().approvals().find(new ApprovalId("for-open"))).isPresent();
    }
}
