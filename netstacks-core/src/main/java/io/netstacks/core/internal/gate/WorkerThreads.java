package io.netstacks.core.internal.gate;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Our own threads, for hosts that bring no executor: daemons, made as they are needed, gone after half a minute. */
public final class WorkerThreads implements Executor, AutoCloseable {

    private static final int MOST = 4096;
    private static final long CLOSE_SECONDS = 5;

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(0, MOST, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "netstacks-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /** Tells whether it was closed, and so takes no more work. */
    public boolean isClosed() {
        return pool.isShutdown();
    }

    /** Interrupts what is running and waits a little for it to end. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LoggerFactory.getLogger(WorkerThreads.class)
                        .warn(
                                "{} threads are still at work {} s after they were interrupted",
                                pool.getActiveCount(),
                                CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
