package io.netstacks.tasks.internal;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.tasks.run.TaskQueue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who is next: tasks of one subject run one after the other, whatever queue they are in, the urgent first; the subjects of a
 * queue take turns, the urgent first. Subjects whose group is full stay aside and keep their turn. Knows no threads; a
 * dispatcher asks it under its own lock. Each step takes time in the logarithm of what waits. Confined: one thread at a time.
 *
 * @param <T> what waits
 */
final class SubjectQueues<T> {

    /** A task that waits. */
    private record Entry<T>(T task, TaskQueue queue, int priority, Optional<TaskGroup> group, long number) {}

    /** A subject that nobody works on and that has a task; its turn is when it became so. */
    private record Ready(String subject, TaskQueue queue, int priority, Optional<TaskGroup> group, long turn) {

        private static int compare(Ready one, Ready other) {
            int urgent = Integer.compare(other.priority, one.priority);
            return urgent != 0 ? urgent : Long.compare(one.turn, other.turn);
        }

        private boolean fits(Entry<?> first) {
            return queue == first.queue() && priority == first.priority() && group.equals(first.group());
        }
    }

    /** The ready subjects of a group: only the first of each queue stands among the others, and none while it is full. */
    private static final class Members {
        private final Map<TaskQueue, NavigableSet<Ready>> ready = new EnumMap<>(TaskQueue.class);
        private final Map<TaskQueue, Ready> standing = new EnumMap<>(TaskQueue.class);
        private int working;

        private NavigableSet<Ready> of(TaskQueue queue) {
            return ready.computeIfAbsent(queue, unseen -> new TreeSet<>(Ready::compare));
        }

        private boolean isUnused() {
            return working == 0 && ready.values().stream().allMatch(Set::isEmpty);
        }
    }

    private final int most;
    private final Map<String, PriorityQueue<Entry<T>>> waiting = new HashMap<>();
    private final Map<String, Ready> readyOf = new HashMap<>();
    private final Map<TaskQueue, NavigableSet<Ready>> ready = new EnumMap<>(TaskQueue.class);
    /** The groups of which a task waits or is at work. */
    private final Map<TaskGroup, Members> groups = new HashMap<>();

    private final Map<String, Optional<TaskGroup>> busy = new HashMap<>();
    private long numbers;
    private int size;

    /** Creates one in which so many may wait. */
    SubjectQueues(int most) {
        this.most = most;
    }

    /**
     * Lets a task wait.
     *
     * @param group what limits it besides; empty for nothing
     * @throws ConflictException if too many are waiting
     */
    void add(String subject, TaskQueue queue, int priority, Optional<TaskGroup> group, T task) {
        if (size >= most) {
            throw new ConflictException(
                    most + " tasks are waiting already; submit again when some are done, or allow more");
        }
        waiting.computeIfAbsent(subject, name -> new PriorityQueue<>(SubjectQueues::compare))
                .add(new Entry<>(task, queue, priority, group, ++numbers));
        size++;
        settle(subject);
    }

    private static <T> int compare(Entry<T> one, Entry<T> other) {
        int urgent = Integer.compare(other.priority(), one.priority());
        return urgent != 0 ? urgent : Long.compare(one.number(), other.number());
    }

    /** Puts a subject where its first task belongs; it keeps its turn. */
    private void settle(String subject) {
        Ready before = readyOf.get(subject);
        PriorityQueue<Entry<T>> tasks = waiting.get(subject);
        Entry<T> first = tasks == null || busy.containsKey(subject) ? null : tasks.peek();
        if (before != null && first != null && before.fits(first)) {
            return;
        }
        if (before != null) {
            readyOf.remove(subject);
            withdraw(before);
        }
        if (first != null) {
            long turn = before == null ? ++numbers : before.turn();
            Ready now = new Ready(subject, first.queue(), first.priority(), first.group(), turn);
            readyOf.put(subject, now);
            offer(now);
        }
    }

    private void offer(Ready now) {
        if (now.group().isEmpty()) {
            of(now.queue()).add(now);
            return;
        }
        TaskGroup group = now.group().get();
        Members members = members(group);
        members.of(now.queue()).add(now);
        arrange(group, members);
    }

    private void withdraw(Ready before) {
        if (before.group().isEmpty()) {
            of(before.queue()).remove(before);
            return;
        }
        TaskGroup group = before.group().get();
        Members members = members(group);
        members.of(before.queue()).remove(before);
        arrange(group, members);
    }

    private Members members(TaskGroup group) {
        return groups.computeIfAbsent(group, unseen -> new Members());
    }

    /** Lets the first of a group stand among the others if the group has a free place, and forgets it when it is over. */
    private void arrange(TaskGroup group, Members members) {
        members.ready.forEach((queue, subjects) -> {
            Ready stood = members.standing.get(queue);
            Ready first = members.working >= group.atOnce() || subjects.isEmpty() ? null : subjects.first();
            if (Objects.equals(first, stood)) {
                return;
            }
            if (stood != null) {
                members.standing.remove(queue);
                of(queue).remove(stood);
            }
            if (first != null) {
                members.standing.put(queue, first);
                of(queue).add(first);
            }
        });
        if (members.isUnused()) {
            groups.remove(group);
        }
    }

    private void work(Optional<TaskGroup> of, int more) {
        of.ifPresent(group -> {
            Members members = members(group);
            members.working += more;
            arrange(group, members);
        });
    }

    private NavigableSet<Ready> of(TaskQueue queue) {
        return ready.computeIfAbsent(queue, unseen -> new TreeSet<>(Ready::compare));
    }

    /**
     * Takes the next task whose subject is free, and whose group has a place, from a queue that has a worker; makes the
     * subject busy and takes the place.
     */
    Optional<T> take(Predicate<TaskQueue> hasWorker) {
        for (TaskQueue queue : TaskQueue.values()) {
            NavigableSet<Ready> subjects = of(queue);
            if (!subjects.isEmpty() && hasWorker.test(queue)) {
                return Optional.of(take(subjects.first().subject()));
            }
        }
        return Optional.empty();
    }

    private T take(String subject) {
        PriorityQueue<Entry<T>> tasks = waiting.getOrDefault(subject, new PriorityQueue<>());
        Entry<T> next = tasks.remove();
        size--;
        if (tasks.isEmpty()) {
            waiting.remove(subject);
        }
        busy.put(subject, next.group());
        work(next.group(), 1);
        settle(subject);
        return next.task();
    }

    /** Makes a subject free again, and its place in the group. */
    void done(String subject) {
        work(Objects.requireNonNullElse(busy.remove(subject), Optional.empty()), -1);
        settle(subject);
    }

    /** Takes a task out that was not begun; tells whether it was there. */
    boolean remove(String subject, T task) {
        PriorityQueue<Entry<T>> tasks = waiting.get(subject);
        if (tasks == null || !tasks.removeIf(entry -> entry.task() == task)) {
            return false;
        }
        size--;
        if (tasks.isEmpty()) {
            waiting.remove(subject);
        }
        settle(subject);
        return true;
    }

    int size() {
        return size;
    }
}
