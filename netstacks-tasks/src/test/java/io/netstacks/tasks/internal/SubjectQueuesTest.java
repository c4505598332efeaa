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
import org.junit.jupiter.api.Timeout;

class SubjectQueuesTest {

    private static final TaskQueue DEVICES = TaskQueue.DEVICE_TASKS;
    private static final TaskQueue CONTROL = TaskQueue.CONTROL;

    private static final Optional<TaskGroup> ALONE = Optional.empty();

    private final SubjectQueues<String> queues = new SubjectQueues<>(100);

    private Optional<String> take() {
        return queues.take(queue -> true);
    }

    @Test
    void subjects_take_turns_and_a_subject_has_one_task_at_once() {
        queues.add("a", DEVICES, 0, ALONE, "a1");
        queues.add("a", DEVICES, 0, ALONE, "a2");
        queues.add("a", DEVICES, 0, ALONE, "a3");
        queues.add("b", DEVICES, 0, ALONE, "b1");

        assertThat(take()).contains("a1");
        assertThat(take()).contains("b1");
        assertThat(take()).isEmpty();
        queues.done("a");
        queues.add("c", DEVICES, 0, ALONE, "c1");
        queues.done("b");
        assertThat(take()).contains("a2");
        assertThat(take()).contains("c1");
    }

    @Test
    void urgent_tasks_overtake_in_their_subject_and_urgent_subjects_the_others() {
        queues.add("a", DEVICES, 0, ALONE, "a1");
        queues.add("b", DEVICES, 1, ALONE, "b1");
        queues.add("a", DEVICES, 2, ALONE, "a urgent");

        assertThat(take()).contains("a urgent");
        queues.done("a");
        assertThat(take()).contains("b1");
        assertThat(take()).contains("a1");
    }

    @Test
    void a_queue_without_a_free_worker_does_not_hold_up_the_other() {
        queues.add("a", DEVICES, 9, ALONE, "a1");
        queues.add("schedules", CONTROL, 0, ALONE, "check");

        assertThat(queues.take(queue -> queue == CONTROL)).contains("check");
        assertThat(queues.take(queue -> queue == CONTROL)).isEmpty();
        assertThat(queues.take(queue -> queue == DEVICES)).contains("a1");
    }

    @Test
    void a_subject_is_alone_across_queues() {
        queues.add("a", DEVICES, 0, ALONE, "a1");
        queues.add("a", CONTROL, 0, ALONE, "a2");

        assertThat(take()).contains("a1");
        assertThat(take()).isEmpty();
        queues.done("a");
        assertThat(queues.take(queue -> queue == DEVICES)).isEmpty();
        assertThat(take()).contains("a2");
    }

    @Test
    void one_too_many_is_refused_and_nothing_is_lost() {
        SubjectQueues<String> small = new SubjectQueues<>(1);
        small.add("a", DEVICES, 0, ALONE, "a1");

        assertThatThrownBy(() -> small.add("b", DEVICES, 0, ALONE, "b1"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("1 tasks are waiting");
        assertThat(small.size()).isEqualTo(1);
        assertThat(small.take(queue -> true)).contains("a1");
        assertThat(small.size()).isZero();
    }

    /** A task of the model; its number is its place. */
    private record Modelled(String subject, TaskQueue queue, int priority, Optional<TaskGroup> group, int number) {}

    @Test
    void any_sequence_is_served_as_a_plain_list_would_serve_it() {
        for (int seed = 0; seed < 300; seed++) {
            serve(new Random(seed), "seed " + seed);
        }
    }

    private static void serve(Random random, String seed) {
        List<Optional<TaskGroup>> groups =
                List.of(ALONE, Optional.of(new TaskGroup("one", 1)), Optional.of(new TaskGroup("two", 2)));
        SubjectQueues<Modelled> queues = new SubjectQueues<>(1000);
        List<Modelled> waiting = new ArrayList<>();
        Map<String, Integer> turns = new HashMap<>();
        Map<String, Optional<TaskGroup>> busy = new HashMap<>();
        for (int step = 0; step < 200; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    Modelled task = new Modelled(
                            "s" + random.nextInt(8),
                            random.nextBoolean() ? DEVICES : TaskQueue.CONTROL,
                            random.nextInt(3),
                            groups.get(random.nextInt(groups.size())),
                            step);
                    queues.add(task.subject(), task.queue(), task.priority(), task.group(), task);
                    if (waiting.stream().noneMatch(other -> other.subject().equals(task.subject()))
                            && !busy.containsKey(task.subject())) {
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
                        busy.put(task.subject(), task.group());
                    });
                }
                default -> {
                    if (!busy.isEmpty() && random.nextBoolean()) {
                        String subject = busy.keySet().iterator().next();
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
            List<Modelled> waiting,
            Map<String, Integer> turns,
            Map<String, Optional<TaskGroup>> busy,
            boolean control) {
        Map<String, Modelled> firsts = new HashMap<>();
        for (Modelled task : waiting) {
            if (!busy.containsKey(task.subject())) {
                firsts.merge(task.subject(), task, (one, other) -> other.priority() > one.priority() ? other : one);
            }
        }
        Comparator<Modelled> next = Comparator.comparing(Modelled::queue)
                .thenComparing(Comparator.comparingInt(Modelled::priority).reversed())
                .thenComparingInt(task -> turns.getOrDefault(task.subject(), 0));
        return firsts.values().stream()
                .filter(task -> control || task.queue() == DEVICES)
                .filter(task -> !isFull(task.group(), busy))
                .min(next);
    }

    private static boolean isFull(Optional<TaskGroup> group, Map<String, Optional<TaskGroup>> busy) {
        return group.filter(
                        limited -> busy.values().stream().filter(group::equals).count() >= limited.atOnce())
                .isPresent();
    }

    private static Optional<TaskGroup> group(String name, int atOnce) {
        return Optional.of(new TaskGroup(name, atOnce));
    }

    @Test
    void a_full_group_stays_aside_and_the_others_go_on() {
        queues.add("a", DEVICES, 0, group("site", 1), "a1");
        queues.add("b", DEVICES, 5, group("site", 1), "b1");
        queues.add("c", DEVICES, 0, group("site", 1), "c1");
        queues.add("d", DEVICES, 0, ALONE, "d1");
        queues.add("e", DEVICES, 0, group("elsewhere", 1), "e1");

        assertThat(take()).contains("b1");
        assertThat(take()).contains("d1");
        assertThat(take()).contains("e1");
        assertThat(take()).isEmpty();
        assertThat(queues.size()).isEqualTo(2);
    }

    @Test
    void the_subjects_of_a_full_group_keep_their_turns_and_the_urgent_come_first() {
        queues.add("a", DEVICES, 0, group("site", 1), "a1");
        queues.add("b", DEVICES, 0, group("site", 1), "b1");
        queues.add("c", DEVICES, 0, group("site", 1), "c1");
        queues.add("a", DEVICES, 0, group("site", 1), "a2");
        assertThat(take()).contains("a1");
        queues.add("d", DEVICES, 0, ALONE, "d1");
        queues.add("e", DEVICES, 1, group("site", 1), "e urgent");

        queues.done("a");

        assertThat(take()).contains("e urgent");
        queues.done("e");
        assertThat(take()).contains("b1");
        assertThat(take()).contains("d1");
        queues.done("b");
        assertThat(take()).contains("c1");
        queues.done("c");
        assertThat(take()).contains("a2");
    }

    @Test
    void a_group_is_full_across_queues() {
        queues.add("a", DEVICES, 0, group("site", 1), "a1");
        queues.add("b", CONTROL, 0, group("site", 1), "b1");

        assertThat(queues.take(queue -> queue == DEVICES)).contains("a1");
        assertThat(take()).isEmpty();
        queues.done("a");
        assertThat(take()).contains("b1");
    }

    @Test
    void what_is_taken_out_of_a_full_group_does_not_come_back() {
        queues.add("a", DEVICES, 0, group("site", 1), "a1");
        queues.add("b", DEVICES, 0, group("site", 1), "b1");
        queues.add("c", DEVICES, 0, group("site", 1), "c1");
        assertThat(take()).contains("a1");

        assertThat(queues.remove("b", "b1")).isTrue();
        queues.done("a");

        assertThat(take()).contains("c1");
        queues.done("c");
        assertThat(take()).isEmpty();
        assertThat(queues.size()).isZero();
    }

    @Test
    void a_group_never_has_more_at_work_than_it_may_and_nobody_is_forgotten_or_passed_twice() {
        for (int seed = 0; seed < 200; seed++) {
            serveAll(new Random(seed), "seed " + seed);
        }
    }

    /** Everything waits from the start, tasks end in any order, and as many as can be are at work. */
    private static void serveAll(Random random, String seed) {
        SubjectQueues<Modelled> queues = new SubjectQueues<>(1000);
        List<Optional<TaskGroup>> groups = List.of(ALONE, group("one", 1), group("two", 2), group("five", 5));
        Map<String, Optional<TaskGroup>> groupOf = new HashMap<>();
        Map<String, Integer> waiting = new HashMap<>();
        for (int number = 0; number < 120; number++) {
            String subject = "s" + random.nextInt(30);
            Optional<TaskGroup> group =
                    groupOf.computeIfAbsent(subject, unseen -> groups.get(random.nextInt(groups.size())));
            waiting.merge(subject, 1, Integer::sum);
            queues.add(subject, DEVICES, 0, group, new Modelled(subject, DEVICES, 0, group, number));
        }
        int workers = 1 + random.nextInt(12);
        Map<String, Integer> last = new HashMap<>();
        Map<String, Set<String>> passedBy = new HashMap<>();
        List<String> busy = new ArrayList<>();
        while (!waiting.isEmpty() || !busy.isEmpty()) {
            Optional<Modelled> next = busy.size() < workers ? queues.take(queue -> true) : Optional.empty();
            if (next.isEmpty()) {
                assertThat(busy).as(seed + ": somebody is at work").isNotEmpty();
                String done = busy.remove(random.nextInt(busy.size()));
                passedBy.remove(done);
                queues.done(done);
                continue;
            }
            Modelled task = next.get();
            assertThat(last.getOrDefault(task.subject(), -1)).as(seed).isLessThan(task.number());
            last.put(task.subject(), task.number());
            waiting.computeIfPresent(task.subject(), (subject, left) -> left == 1 ? null : left - 1);
            busy.add(task.subject());
            passedBy.remove(task.subject());
            waiting.keySet().stream()
                    .filter(other -> !busy.contains(other))
                    .filter(other ->
                            ALONE.equals(groupOf.get(other)) || task.group().equals(groupOf.get(other)))
                    .forEach(other -> assertThat(passedBy.computeIfAbsent(other, unseen -> new HashSet<>())
                                    .add(task.subject()))
                            .as("%s: %s is passed by %s once", seed, other, task.subject())
                            .isTrue());
            task.group()
                    .ifPresent(group -> assertThat(busy)
                            .as(seed)
                            .filteredOn(subject -> task.group().equals(groupOf.get(subject)))
                            .hasSizeLessThanOrEqualTo(group.atOnce()));
        }
        assertThat(queues.size()).as(seed).isZero();
        assertThat(last).as(seed).hasSameSizeAs(groupOf);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void those_who_stay_aside_are_not_looked_at_again_and_again() {
        int many = 50_000;
        SubjectQueues<Integer> large = new SubjectQueues<>(3 * many);
        for (int i = 0; i < many; i++) {
            large.add("slow" + i, DEVICES, 1, group("site", 1), i);
            large.add("edge" + i, DEVICES, 0, ALONE, many + i);
        }
        assertThat(large.take(queue -> true)).contains(0);

        for (int i = 0; i < many; i++) {
            assertThat(large.take(queue -> true)).contains(many + i);
            large.done("edge" + i);
        }
        for (int i = 0; i < many - 1; i++) {
            large.done("slow" + i);
            assertThat(large.take(queue -> true)).contains(i + 1);
            assertThat(large.take(queue -> true)).isEmpty();
        }
        assertThat(large.size()).isZero();
    }
}
