package io.netstacks.core.store;

import io.netstacks.spi.error.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Lets small writes that come at the same time share one transaction. Who comes while nobody writes, writes at once; what
 * comes meanwhile is written together by the first of those who wait. So a single writer waits for nobody, and many pay for
 * one commit instead of one each. Each caller returns when its own write is durable, and gets its own answer or failure.
 * Safe for use by many threads.
 *
 * @param <Q> what is written
 * @param <A> what a write answers
 */
public final class GroupedWrites<Q, A> {

    /** So many share a transaction at the most, so that the first of them does not wait long. */
    private static final int MOST = 256;

    /** What a caller waits for: to be the next who writes, or to be told that its own is written or failed. */
    private enum Role {
        WRITES,
        IS_DONE
    }

    private record Waiting<Q, A>(Q request, CompletableFuture<Role> role, CompletableFuture<A> answer) {

        void tell(A given) {
            answer.complete(given);
            role.complete(Role.IS_DONE);
        }

        void fail(RuntimeException why) {
            answer.completeExceptionally(why);
            role.complete(Role.IS_DONE);
        }
    }

    private final Function<List<Q>, List<A>> writing;
    private final Object lock = new Object();
    private final Deque<Waiting<Q, A>> queue = new ArrayDeque<>();
    private boolean somebodyWrites;

    /**
     * Creates one.
     *
     * @param writing writes all in one transaction, one call at a time, and returns the answers in the same order; when it
     *     throws, nothing is stored, unless it is a {@link StoreException} that is retryable
     */
    public GroupedWrites(Function<List<Q>, List<A>> writing) {
        this.writing = writing;
    }

    /**
     * Writes one, perhaps together with others, and returns its answer. An interrupt waits until the write is over.
     *
     * @throws StoreException if the transaction failed; what else the writing throws for this one alone is passed on
     */
    @SuppressWarnings("ThreadPriorityCheck") // a group is larger if those who were told together come again together
    public A write(Q request) {
        Waiting<Q, A> own = new Waiting<>(request, new CompletableFuture<>(), new CompletableFuture<>());
        synchronized (lock) {
            queue.add(own);
            if (!somebodyWrites) {
                somebodyWrites = true;
                own.role().complete(Role.WRITES);
            }
        }
        if (own.role().join() == Role.WRITES) {
            boolean interrupted = Thread.interrupted(); // it is the others' write too
            try {
                Thread.yield();
                write(next());
            } finally {
                handOver();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return answer(own.answer());
    }

    /** Returns how many wait while another one writes. */
    int waiting() {
        synchronized (lock) {
            return queue.size();
        }
    }

    /** The one who writes is the first of them. */
    private List<Waiting<Q, A>> next() {
        List<Waiting<Q, A>> group = new ArrayList<>();
        synchronized (lock) {
            while (group.size() < MOST && !queue.isEmpty()) {
                group.add(queue.remove());
            }
        }
        return group;
    }

    private void handOver() {
        synchronized (lock) {
            if (queue.isEmpty()) {
                somebodyWrites = false;
            } else {
                queue.element().role().complete(Role.WRITES);
            }
        }
    }

    private void write(List<Waiting<Q, A>> group) {
        try {
            List<A> answers = writing.apply(group.stream().map(Waiting::request).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).tell(answers.get(i));
            }
        } catch (RuntimeException e) {
            if (group.size() == 1 || (e instanceof StoreException store && store.retryable())) {
                group.forEach(waiting -> waiting.fail(e));
            } else { // one of them spoiled it for the others
                group.forEach(waiting -> write(List.of(waiting)));
            }
        } finally { // after an error nobody may wait for ever
            group.stream()
                    .filter(waiting -> !waiting.answer().isDone())
                    .forEach(waiting -> waiting.fail(new StoreException(
                            "a write failed together with others; it may or may not be stored, so read before you write"
                                    + " again",
                            null)));
        }
    }

    private A answer(CompletableFuture<A> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException shared && shared.retryable()) {
                throw new StoreException(shared.reason(), shared);
            }
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw e;
        }
    }
}
