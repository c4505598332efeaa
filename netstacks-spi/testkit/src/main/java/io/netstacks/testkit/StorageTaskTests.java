package io.netstacks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.task.TaskId;
import io.netstacks.spi.task.TaskMetadata;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.spi.task.TaskState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} about task history and task metadata. */
interface StorageTaskTests extends StorageSubject {

    private static TaskRecord pending(String id, Instant submittedAt) {
        return new TaskRecord(
                new TaskId(id),
                "tasks.device_tasks.get_config",
                "getconfig:r1 " + ANY_UNICODE,
                "user:" + ANY_UNICODE,
                "c-1",
                false,
                TaskState.PENDING,
                Optional.empty(),
                submittedAt.truncatedTo(ChronoUnit.MICROS),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Instant at(long seconds) {
        return NOW.plusSeconds(seconds).truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    default void a_task_comes_back_with_every_part_at_every_stage() {
        TaskRecord task = pending("t1", NOW);
        TaskRecord running = task.started(at(1));
        TaskRecord finished = running.finished(at(2), TaskOutcome.PARTIAL, ANY_UNICODE, Optional.of("{\"a\":1}"));

        assertThat(stores().tasks().find(new TaskId("t1"))).isEmpty();
        stores().tasks().add(task);
        assertThat(stores().tasks().find(new TaskId("t1"))).contains(task);
        assertThat(stores().tasks().advance(TaskState.PENDING, running)).isTrue();
        assertThat(stores().tasks().find(new TaskId("t1"))).contains(running);
        assertThat(stores().tasks().advance(TaskState.RUNNING, finished)).isTrue();
        assertThat(stores().tasks().find(new TaskId("t1"))).contains(finished);
    }

    @Test
    default void times_round_trip_at_microseconds() {
        Instant nanos = Instant.parse("2026-10-25T01:30:00.999999999Z");
        TaskRecord given = new TaskRecord(
                new TaskId("t1"),
                "n",
                "s",
                "a",
                "c",
                true,
                TaskState.FINISHED,
                Optional.of(TaskOutcome.UNKNOWN),
                nanos,
                Optional.of(nanos),
                Optional.of(nanos),
                Optional.empty(),
                Optional.empty());
        stores().tasks().add(given);

        TaskRecord found = stores().tasks().find(new TaskId("t1")).orElseThrow();
        Instant micros = Instant.parse("2026-10-25T01:30:00.999999Z");
        assertThat(found.submittedAt()).isEqualTo(micros);
        assertThat(found.startedAt()).contains(micros);
        assertThat(found.finishedAt()).contains(micros);
    }

    @Test
    default void a_second_task_of_an_id_is_a_conflict() {
        stores().tasks().add(pending("t1", NOW));

        assertThatThrownBy(() -> stores().tasks().add(pending("t1", NOW).started(NOW)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("t1");
        assertThat(stores().tasks().find(new TaskId("t1")).map(TaskRecord::state))
                .contains(TaskState.PENDING);
    }

    @Test
    default void one_of_many_that_advance_a_task_wins() {
        stores().tasks().add(pending("t1", NOW));

        List<Boolean> won = StorageRace.run(
                8,
                number -> stores().tasks()
                        .advance(TaskState.PENDING, pending("t1", NOW).started(at(number))));

        assertThat(won).containsOnlyOnce(true);
        assertThat(stores().tasks().find(new TaskId("t1")).orElseThrow().startedAt())
                .contains(at(won.indexOf(true)));
    }

    @Test
    default void a_task_that_is_unknown_or_elsewhere_does_not_advance() {
        stores().tasks().add(pending("t1", NOW));

        assertThat(stores().tasks()
                        .advance(TaskState.RUNNING, pending("t1", NOW).started(NOW)))
                .isFalse();
        assertThat(stores().tasks()
                        .advance(TaskState.PENDING, pending("t2", NOW).started(NOW)))
                .isFalse();
        assertThat(stores().tasks().find(new TaskId("t1"))).contains(pending("t1", NOW));
        assertThat(stores().tasks().find(new TaskId("t2"))).isEmpty();
    }

    @Test
    default void tasks_are_listed_by_name_subject_state_and_time() {
        TaskRecord a = pending("a", NOW);
        TaskRecord b = new TaskRecord(
                new TaskId("b"),
                "tasks.backup_tasks.backup_device_config",
                "backup:r2",
                "user:kim",
                "c-2",
                false,
                TaskState.PENDING,
                Optional.empty(),
                at(10),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        TaskRecord c = pending("c", at(20)).started(at(21));
        List.of(b, a, c).forEach(stores().tasks()::add);

        assertThat(list(TaskQuery.all())).containsExactly(c, b, a);
        assertThat(list(TaskQuery.in(TaskState.PENDING))).containsExactly(b, a);
        Optional<String> any = Optional.empty();
        assertThat(list(new TaskQuery(
                        Optional.of(a.name()), any, Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly(c, a);
        assertThat(list(new TaskQuery(
                        any, Optional.of(a.subject()), Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly(c, a);
        assertThat(list(new TaskQuery(any, any, Optional.empty(), Optional.empty(), Optional.of(at(10)))))
                .containsExactly(c, b);
        assertThat(list(new TaskQuery(
                        Optional.of(a.name()),
                        Optional.of(a.subject()),
                        Optional.of(TaskState.RUNNING),
                        Optional.empty(),
                        Optional.of(at(10)))))
                .containsExactly(c);
    }

    @Test
    default void tasks_are_listed_by_how_they_ended() {
        TaskRecord unknown = pending("t1", NOW).finished(at(1), TaskOutcome.UNKNOWN, "lost", Optional.empty());
        TaskRecord failed = pending("t2", at(1)).finished(at(2), TaskOutcome.FAILED, "no", Optional.empty());
        TaskRecord lost = pending("t3", at(2)).finished(at(3), TaskOutcome.UNKNOWN, "lost", Optional.empty());
        List.of(unknown, failed, lost, pending("t4", at(4))).forEach(stores().tasks()::add);

        assertThat(list(TaskQuery.ended(TaskOutcome.UNKNOWN))).containsExactly(lost, unknown);
        assertThat(list(TaskQuery.ended(TaskOutcome.CANCELLED))).isEmpty();
    }

    @Test
    default void a_request_comes_back_until_it_is_forgotten() {
        stores().tasks().add(pending("t1", NOW), Secret.of("{\"line\":\"" + ANY_UNICODE + "\"}"));
        stores().tasks().add(pending("t2", at(10)), Secret.of("x".repeat(300_000)));
        stores().tasks().add(pending("t3", at(20)));

        assertThat(stores().tasks().request(new TaskId("t1")))
                .contains(Secret.of("{\"line\":\"" + ANY_UNICODE + "\"}"));
        assertThat(stores().tasks().request(new TaskId("t2"))).contains(Secret.of("x".repeat(300_000)));
        assertThat(stores().tasks().request(new TaskId("t3"))).isEmpty();
        assertThat(stores().tasks().request(new TaskId("unknown"))).isEmpty();

        assertThat(stores().tasks().expireRequests(at(10))).isEqualTo(1);
        assertThat(stores().tasks().request(new TaskId("t1"))).isEmpty();
        assertThat(stores().tasks().request(new TaskId("t2"))).isPresent();
        assertThat(stores().tasks().find(new TaskId("t1"))).isPresent();
    }

    @Test
    default void a_task_that_is_there_already_keeps_its_request() {
        stores().tasks().add(pending("t1", NOW), Secret.of("first"));

        assertThatThrownBy(() -> stores().tasks().add(pending("t1", NOW), Secret.of("second")))
                .isInstanceOf(ConflictException.class);

        assertThat(stores().tasks().request(new TaskId("t1"))).contains(Secret.of("first"));
    }

    @Test
    default void a_request_under_an_older_key_is_readable_until_that_key_is_lost_and_rotation_takes_it_along() {
        stores().tasks().add(pending("t1 " + ANY_UNICODE, NOW), Secret.of("first"));
        stores().tasks().add(pending("t2", NOW), Secret.of("second"));
        stores().tasks().add(pending("t3", NOW));
        keys().rotate();
        stores().tasks().add(pending("t4", NOW), Secret.of("fourth"));
        assertThat(stores().tasks().request(new TaskId("t2"))).contains(Secret.of("second"));

        assertThat(stores().tasks().rotate()).isEqualTo(encrypts() ? 2 : 0);
        assertThat(stores().tasks().rotate()).isZero();
        keys().forgetOlder();
        assertThat(stores().tasks().request(new TaskId("t1 " + ANY_UNICODE))).contains(Secret.of("first"));
        assertThat(stores().tasks().request(new TaskId("t2"))).contains(Secret.of("second"));
        assertThat(stores().tasks().request(new TaskId("t4"))).contains(Secret.of("fourth"));

        keys().rotate();
        keys().forgetOlder();
        if (encrypts()) {
            assertThatThrownBy(() -> stores().tasks().request(new TaskId("t2")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("key");
            assertThat(stores().tasks().find(new TaskId("t2")))
                    .as("the rest is readable")
                    .isPresent();
        }
    }

    private List<TaskRecord> list(TaskQuery query) {
        return stores().tasks().list(query, PageRequest.first()).items();
    }

    @Test
    default void pages_of_tasks_have_no_gaps_and_no_doubles_while_some_are_added() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            stores().tasks().add(pending("t" + i, at(i / 3)));
            before.add("t" + i);
        }
        Collections.reverse(before);
        int[] added = {100};

        List<String> seen = StorageSubject.allPages(
                        2,
                        page -> stores().tasks().list(TaskQuery.all(), page),
                        () -> stores().tasks().add(pending("t" + added[0]++, at(added[0] % 5))))
                .stream()
                .map(task -> task.id().value())
                .toList();

        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(before);
    }

    @Test
    default void old_results_are_dropped_and_their_records_stay() {
        for (int i = 0; i < 3; i++) {
            TaskRecord task = pending("t" + i, NOW).started(NOW);
            stores().tasks().add(task.finished(at(i), TaskOutcome.SUCCEEDED, "done", Optional.of("[" + i + "]")));
        }
        stores().tasks().add(pending("open", NOW));

        assertThat(stores().tasks().expireResults(at(2))).isEqualTo(2);
        assertThat(stores().tasks().expireResults(at(2))).isZero();
        assertThat(stores().tasks().find(new TaskId("t1")).orElseThrow())
                .satisfies(task -> assertThat(task.result()).isEmpty())
                .satisfies(task -> assertThat(task.message()).contains("done"));
        assertThat(stores().tasks().find(new TaskId("t2")).orElseThrow().result())
                .contains("[2]");
    }

    @Test
    default void a_result_may_be_long() {
        String json = "\"" + "x".repeat(2_000_000) + "\"";
        stores().tasks().add(pending("t1", NOW).finished(NOW, TaskOutcome.SUCCEEDED, "done", Optional.of(json)));

        assertThat(stores().tasks().find(new TaskId("t1")).orElseThrow().result())
                .contains(json);
    }

    private static TaskMetadata metadata(String id, long createdAt, long expiresAt, String value) {
        return new TaskMetadata(new TaskId(id), at(createdAt), at(expiresAt), Map.of(ANY_UNICODE, value));
    }

    @Test
    default void metadata_are_returned_until_they_expire() {
        stores().taskMetadata().put(metadata("t1", 0, 10, "first"));
        stores().taskMetadata().put(metadata("t2", 1, 20, ANY_UNICODE));
        stores().taskMetadata().put(metadata("t1", 2, 10, "second"));

        assertThat(stores().taskMetadata().find(new TaskId("t1"), at(9))).contains(metadata("t1", 2, 10, "second"));
        assertThat(stores().taskMetadata().find(new TaskId("t1"), at(10))).isEmpty();
        assertThat(stores().taskMetadata().find(new TaskId("unknown"), NOW)).isEmpty();
        assertThat(stores().taskMetadata().recent(10, at(9)))
                .containsExactly(metadata("t1", 2, 10, "second"), metadata("t2", 1, 20, ANY_UNICODE));
        assertThat(stores().taskMetadata().recent(1, at(9))).containsExactly(metadata("t1", 2, 10, "second"));
        assertThat(stores().taskMetadata().recent(10, at(10))).containsExactly(metadata("t2", 1, 20, ANY_UNICODE));
        assertThat(stores().taskMetadata().expire(at(10))).isEqualTo(1);
        assertThat(stores().taskMetadata().expire(at(10))).isZero();
        assertThat(stores().taskMetadata().find(new TaskId("t1"), at(9))).isEmpty();
    }

    @Test
    default void metadata_that_many_put_at_once_are_there_once() {
        StorageRace.run(8, number -> {
            stores().taskMetadata().put(metadata("t1", number, 100, "v" + number));
            return number;
        });

        assertThat(stores().taskMetadata().recent(10, NOW))
                .singleElement()
                .satisfies(found -> assertThat(found.taskId()).isEqualTo(new TaskId("t1")));
    }
}
