package io.netstacks.tasks.internal;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.tasks.run.TaskQueue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who is next: tasks of one subject run one after the other, whatever queue they are in, the urgent first; the subjects of a
 * queue take turns, the urgent first. Knows no threads; a dispatcher asks it under its own lock. Confined: one thread at a
 * time.
 *
 * @param <T> what waits
 */
final class SubjectQueues<T> {

    /** A task that waits. */
    private record Entry<T>(T task, TaskQueue queue, int priority, long number) {}

    /** A subject that nobody works on and that has a task; its turn is when it became so. */
    private record Ready(String subject, TaskQueue queue, int priority, long turn) {

        private static int compare(Ready one, Ready other) {
            int urgent = Integer.compare(other.priority, one.priority);
            return urgent != 0 ? urgent : Long.compare(one.turn, other.turn);
        }

        private boolean fits(Entry<?> first) {
            return queue == first.queue() && priority == first.priority();
        }
    }

    private final int most;
    private final Map<String, PriorityQueue<Entry<T>>> waiting = new HashMap<>();
    private final Map<String, Ready> readyOf = new HashMap<>();
    private final Map<TaskQueue, NavigableSet<Ready>> ready = new EnumMap<>(TaskQueue.class);
    private final Set<String> busy = new HashSet<>();
    private long numbers;
    private int size;

    /** Creates one in which so many may wait. */
    SubjectQueues(int most) {
        this.most = most;
    }

    /**
     * Lets a task wait.
     *
     * @throws ConflictException if too many are waiting
     */
    void add(String subject, TaskQueue queue, int priority, T task) {
        if (size >= most) {
            throw new ConflictException(
                    most + " tasks are waiting already; submit again when some are done, or allow more");
        }
        waiting.computeIfAbsent(subject, name -> new PriorityQueue<>(SubjectQueues::compare))
                .add(new Entry<>(task, queue, priority, ++numbers));
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
        Entry<T> first = tasks == null || busy.contains(subject) ? null : tasks.peek();
        if (before != null && first != null && before.fits(first)) {
            return;
        }
        if (before != null) {
            readyOf.remove(subject);
            of(before.queue()).remove(before);
        }
        if (first != null) {
            Ready now = new Ready(subject, first.queue(), first.priority(), before == null ? ++numbers : before.turn());
            readyOf.put(subject, now);
            of(now.queue()).add(now);
        }
    }

    private NavigableSet<Ready> of(TaskQueue queue) {
        return ready.computeIfAbsent(queue, unseen -> new TreeSet<>(Ready::compare));
    }

    /** Takes the next task whose subject is free from a queue that has a worker, and makes the subject busy. */
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
        T task = tasks.remove().task();
        size--;
        if (tasks.isEmpty()) {
            waiting.remove(subject);
        }
        busy.add(subject);
        settle(subject);
        return task;
    }

    /** Makes a subject free again. */
    void done(String subject) {
        busy.remove(subject);
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
