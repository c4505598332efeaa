package io.netstacks.tasks.internal;

import io.netstacks.spi.error.ConflictException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is next: tasks of one subject run one after the other, subjects take turns. Knows no threads; a dispatcher asks it
 * under its own lock. Confined: one thread at a time.
 *
 * @param <T> what waits
 */
final class SubjectQueues<T> {

    private final int most;
    private final Map<String, Deque<T>> waiting = new HashMap<>();
    private final Deque<String> ready = new ArrayDeque<>();
    private final Map<String, Integer> busy = new HashMap<>();
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
    void add(String subject, T task) {
        if (size >= most) {
            throw new ConflictException(
                    most + " tasks are waiting already; submit again when some are done, or allow more");
        }
        Deque<T> queue = waiting.computeIfAbsent(subject, name -> new ArrayDeque<>());
        if (queue.isEmpty() && !busy.containsKey(subject)) {
            ready.add(subject);
        }
        queue.add(task);
        size++;
    }

    /** Takes the next task whose subject is free, and makes the subject busy. */
    Optional<T> take() {
        String subject = ready.poll();
        if (subject == null) {
            return Optional.empty();
        }
        Deque<T> queue = waiting.getOrDefault(subject, new ArrayDeque<>());
        T task = queue.remove();
        size--;
        if (queue.isEmpty()) {
            waiting.remove(subject);
        }
        busy.put(subject, 1);
        return Optional.of(task);
    }

    /** Makes a subject free again. */
    void done(String subject) {
        busy.remove(subject);
        if (waiting.containsKey(subject)) {
            ready.add(subject);
        }
    }

    /** Takes a task out that was not begun; tells whether it was there. */
    boolean remove(String subject, T task) {
        Deque<T> queue = waiting.get(subject);
        if (queue == null || !queue.remove(task)) {
            return false;
        }
        size--;
        if (queue.isEmpty()) {
            waiting.remove(subject);
            ready.remove(subject);
        }
        return true;
    }

    int size() {
        return size;
    }
}
