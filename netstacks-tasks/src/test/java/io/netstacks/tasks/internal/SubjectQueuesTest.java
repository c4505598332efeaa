package io.netstacks.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.tasks.run.TaskQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubjectQueuesTest {

    private static final TaskQueue DEVICES = TaskQueue.DEVICE_TASKS;
    private static final TaskQueue CONTROL = TaskQueue.CONTROL;

    private final SubjectQueues<String> queues = new SubjectQueues<>(100);

    private Optional<String> take() {
        return queues.take(queue -> true);
    }

    @Test
    void subjects_take_turns_and_a_subject_has_one_task_at_once() {
        queues.add("a", DEVICES, 0, "a1");
        queues.add("a", DEVICES, 0, "a2");
        queues.add("a", DEVICES, 0, "a3");
        queues.add("b", DEVICES, 0, "b1");

        assertThat(take()).contains("a1");
        assertThat(take()).contains("b1");
        assertThat(take()).isEmpty();
        queues.done("a");
        queues.add("c", DEVICES, 0, "c1");
        queues.done("b");
        assertThat(take()).contains("a2");
        assertThat(take()).contains("c1");
    }

    @Test
    void urgent_tasks_overtake_in_their_subject_and_urgent_subjects_the_others() {
        queues.add("a", DEVICES, 0, "a1");
        queues.add("b", DEVICES, 1, "b1");
        queues.add("a", DEVICES, 2, "a urgent");

        assertThat(take()).contains("a urgent");
        queues.done("a");
        assertThat(take()).contains("b1");
        assertThat(take()).contains("a1");
    }

    @Test
    void a_queue_without_a_free_worker_does_not_hold_up_the_other() {
        queues.add("a", DEVICES, 9, "a1");
        queues.add("schedules", CONTROL, 0, "check");

        assertThat(queues.take(queue -> queue == CONTROL)).contains("check");
        assertThat(queues.take(queue -> queue == CONTROL)).isEmpty();
        assertThat(queues.take(queue -> queue == DEVICES)).contains("a1");
    }

    @Test
    void a_subject_is_alone_across_queues() {
        queues.add("a", DEVICES, 0, "a1");
        queues.add("a", CONTROL, 0, "a2");

        assertThat(take()).contains("a1");
        assertThat(take()).isEmpty();
        queues.done("a");
        assertThat(queues.take(queue -> queue == DEVICES)).isEmpty();
        assertThat(take()).contains("a2");
    }

    @Test
    void one_too_many_is_refused_and_nothing_is_lost() {
        SubjectQueues<String> small = new SubjectQueues<>(1);
        small.add("a", DEVICES, 0, "a1");

        assertThatThrownBy(() -> small.add("b", DEVICES, 0, "b1"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("1 tasks are waiting");
        assertThat(small.size()).isEqualTo(1);
        assertThat(small.take(queue -> true)).contains("a1");
        assertThat(small.size()).isZero();
    }

    /** A task of the model; its number is its place. */
    private record Modelled(String subject, TaskQueue queue, int priority, int number) {}

    @Test
    void any_sequence_is_served_as_a_plain_list_would_serve_it() {
        for (int seed = 0; seed < 300; seed++) {
            serve(new Random(seed), "seed " + seed);
        }
    }

    private static void serve(Random random, String seed) {
        SubjectQueues<Modelled> queues = new SubjectQueues<>(1000);
        List<Modelled> waiting = new ArrayList<>();
        Map<String, Integer> turns = new HashMap<>();
        Set<String> busy = new HashSet<>();
        for (int step = 0; step < 200; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    Modelled task = new Modelled(
                            "s" + random.nextInt(5),
                            random.nextBoolean() ? DEVICES : TaskQueue.CONTROL,
                            random.nextInt(3),
                            step);
                    queues.add(task.subject(), task.queue(), task.priority(), task);
                    if (waiting.stream().noneMatch(other -> other.subject().equals(task.subject()))
                            && !busy.contains(task.subject())) {
                        turns.put(task.subject(), step);
                    }
                    waiting.add(task);
                }
                case 2 -> {
                    boolean control = random.nextBoolean();
                    Optional<Modelled> taken = queues.take(queue -> control || queue == DEVICES);
                    Optional<Modelled> expected = expected(waiting, turns, busy, control);
                    assertThat(taken).as(seed).isEqualTo(expected);
                    taken.ifPresent(task -> {
                        waiting.remove(task);
                        busy.add(task.subject());
                    });
                }
                default -> {
                    if (!busy.isEmpty() && random.nextBoolean()) {
                        String subject = busy.iterator().next();
                        busy.remove(subject);
                        queues.done(subject);
                        turns.put(subject, step);
                    } else if (!waiting.isEmpty()) {
                        Modelled gone = waiting.remove(random.nextInt(waiting.size()));
                        assertThat(queues.remove(gone.subject(), gone)).as(seed).isTrue();
                        assertThat(queues.remove(gone.subject(), gone)).as(seed).isFalse();
                    }
                }
            }
            assertThat(queues.size()).as(seed).isEqualTo(waiting.size());
        }
    }

    private static Optional<Modelled> expected(
            List<Modelled> waiting, Map<String, Integer> turns, Set<String> busy, boolean control) {
        Map<String, Modelled> firsts = new HashMap<>();
        for (Modelled task : waiting) {
            if (!busy.contains(task.subject())) {
                firsts.merge(task.subject(), task, (one, other) -> other.priority() > one.priority() ? other : one);
            }
        }
        Comparator<Modelled> next = Comparator.comparing(Modelled::queue)
                .thenComparing(Comparator.comparingInt(Modelled::priority).reversed())
                .thenComparingInt(task -> turns.getOrDefault(task.subject(), 0));
        return firsts.values().stream()
                .filter(task -> control || task.queue() == DEVICES)
                .min(next);
    }
}
