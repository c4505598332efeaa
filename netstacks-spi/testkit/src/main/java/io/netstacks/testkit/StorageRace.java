package io.netstacks.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Lets many threads begin the same work at the same moment. Without state. */
final class StorageRace {

    private static final int SECONDS = 60;

    private StorageRace() {}

    /** Returns what each of the threads returned; a thread that throws, or none that ends in a minute, fails the test. */
    static <T> List<T> run(int threads, IntFunction<T> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                futures.add(pool.submit(() -> {
                    start.await();
                    return work.apply(number);
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a thread of the race failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a thread of the race did not end in " + SECONDS + " s", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
