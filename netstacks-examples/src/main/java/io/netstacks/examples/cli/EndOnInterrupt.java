package io.netstacks.examples.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that somebody interrupts (Ctrl-C, a signal) end in order: devices at work are given up, the others are not
 * begun, and what came of each is printed and recorded, instead of nothing. Confined: one thread at a time.
 */
final class EndOnInterrupt implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Thread command;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "netstacks-end");

    private EndOnInterrupt(Thread command) {
        this.command = command;
    }

    /** Watches over what the calling thread does until this is closed. */
    static EndOnInterrupt ofThisThread() {
        EndOnInterrupt watch = new EndOnInterrupt(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(watch.hook);
        return watch;
    }

    /** The process ends when this returns. */
    private void end() {
        command.interrupt();
        try {
            boolean unused = over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // the process is ending: the hook is at work
            Thread.currentThread().interrupt();
        }
    }
}
