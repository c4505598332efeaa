package io.netstacks.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupedWritesTest {

    private final ExecutorService writers = Executors.newCachedThreadPool();
    private final Queue<List<Integer>> groups = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstIsWriting = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    @AfterEach
    void end() {
        firstMayEnd.countDown();
        writers.shutdownNow();
    }

    /** Holds the first group until it may end, so that others come meanwhile. */
    private GroupedWrites<Integer, String> held(Function<List<Integer>, List<String>> writing) {
        return new GroupedWrites<>(all -> {
            groups.add(all);
            if (groups.size() == 1) {
                firstIsWriting.countDown();
                await(firstMayEnd);
            }
            return writing.apply(all);
        });
    }

    private static List<String> texts(List<Integer> all) {
        return all.stream().map(Object::toString).toList();
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                if (latch.await(30, TimeUnit.SECONDS)) {
                    break;
                }
                throw new AssertionError("nobody came");
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<String> write(GroupedWrites<Integer, String> writes, int what) {
        return CompletableFuture.supplyAsync(() -> writes.write(what), writers);
    }

    /** Starts one writer and, while it writes, the others, one after the other. */
    private List<CompletableFuture<String>> oneThenOthers(GroupedWrites<Integer, String> writes, int others) {
        CompletableFuture<String> first = write(writes, 0);
        await(firstIsWriting);
        List<CompletableFuture<String>> all = new ArrayList<>(List.of(first));
        for (int i = 1; i <= others; i++) {
            all.add(write(writes, i));
            while (writes.waiting() < i) {
                Thread.onSpinWait();
            }
        }
        firstMayEnd.countDown();
        return all;
    }

    @Test
    void who_comes_alone_writes_at_once_and_alone() {
        GroupedWrites<Integer, String> writes = new GroupedWrites<>(all -> {
            groups.add(all);
            return texts(all);
        });

        assertThat(writes.write(1)).isEqualTo("1");
        assertThat(writes.write(2)).isEqualTo("2");
        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void those_who_come_meanwhile_are_written_together_in_their_order_and_each_gets_its_own_answer() {
        GroupedWrites<Integer, String> writes = held(GroupedWritesTest::texts);

        List<CompletableFuture<String>> all = oneThenOthers(writes, 5);

        assertThat(all.stream().map(CompletableFuture::join)).containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3, 4, 5));
    }

    @Test
    void one_that_is_refused_spoils_nothing_for_the_others() {
        GroupedWrites<Integer, String> writes = held(all -> {
            if (all.contains(2)) {
                throw new ConflictException("2 is there already");
            }
            return texts(all);
        });

        List<CompletableFuture<String>> all = oneThenOthers(writes, 3);

        assertThat(all.get(1).join()).isEqualTo("1");
        assertThat(all.get(3).join()).isEqualTo("3");
        assertThatThrownBy(all.get(2)::join).cause().isInstanceOf(ConflictException.class);
        assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3), List.of(1), List.of(2), List.of(3));
    }

    @Test
    void a_failure_that_may_have_stored_them_is_everybodys_and_nothing_is_written_again() {
        GroupedWrites<Integer, String> writes = held(all -> {
            if (all.size() > 1) {
                throw new StoreException("the connection broke", null);
            }
            return texts(all);
        });

        List<CompletableFuture<String>> all = oneThenOthers(writes, 2);

        assertThat(all.get(0).join()).isEqualTo("0");
        for (CompletableFuture<String> one : all.subList(1, 3)) {
            assertThatThrownBy(one::join)
                    .cause()
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessageContaining("the connection broke");
        }
        assertThat(groups).hasSize(2);
        assertThat(writes.write(9)).isEqualTo("9");
    }

    @Test
    void an_error_leaves_nobody_waiting_and_the_next_writes_again() {
        GroupedWrites<Integer, String> writes = held(all -> {
            if (all.size() > 1) {
                throw new StackOverflowError();
            }
            return texts(all);
        });

        List<CompletableFuture<String>> all = oneThenOthers(writes, 3);

        assertThat(all.get(0).join()).isEqualTo("0");
        for (CompletableFuture<String> one : all.subList(1, 4)) {
            assertThatThrownBy(one::join).isNotNull();
        }
        assertThat(writes.write(9)).isEqualTo("9");
    }

    @Test
    void an_interrupt_of_the_one_who_writes_does_not_reach_the_write_and_stays_its_own() {
        GroupedWrites<Integer, Boolean> writes =
                new GroupedWrites<>(all -> List.of(Thread.currentThread().isInterrupted()));
        Thread.currentThread().interrupt();

        assertThat(writes.write(1)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void many_writers_lose_and_double_nothing() {
        List<Integer> stored = new ArrayList<>();
        GroupedWrites<Integer, String> writes = new GroupedWrites<>(all -> {
            stored.addAll(all); // one call at a time, so this needs no lock
            return texts(all);
        });
        int many = 4000;

        List<CompletableFuture<List<String>>> done = IntStream.range(0, 16)
                .mapToObj(writer -> CompletableFuture.supplyAsync(
                        () -> IntStream.range(0, many)
                                .filter(i -> i % 16 == writer)
                                .mapToObj(writes::write)
                                .toList(),
                        writers))
                .toList();

        assertThat(done.stream().flatMap(part -> part.join().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, many).mapToObj(Integer::toString).toList());
        assertThat(stored)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, many).boxed().toList());
    }
}
