package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends stages of logins that take too long, or whose thread is interrupted while it waits for a socket and does not notice,
 * by closing the connection under them. Looks at all of them ten times a second, while there are any. Safe for use by many
 * threads.
 */
final class StageWatch {

    private static final long LOOK_UP_MILLIS = 100;

    private final ScheduledExecutorService timer;
    private final Set<Stage> stages = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    StageWatch(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Watches a stage of the calling thread until it is closed. */
    Stage begin(Deadline deadline, Runnable closing) {
        Stage stage = new Stage(deadline, closing);
        stages.add(stage);
        lookLater();
        return stage;
    }

    private void lookLater() {
        if (!stages.isEmpty() && looking.compareAndSet(false, true)) {
            Future<?> unused = timer.schedule(this::look, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        looking.set(false);
        stages.forEach(Stage::look);
        lookLater();
    }

    /** A stage of one login. */
    final class Stage implements AutoCloseable {

        private final Thread waiting = Thread.currentThread();
        private final Deadline deadline;
        private final Runnable closing;

        private Stage(Deadline deadline, Runnable closing) {
            this.deadline = deadline;
            this.closing = closing;
        }

        private void look() {
            if (deadline.hasPassed() || waiting.isInterrupted()) {
                closing.run();
            }
        }

        @Override
        public void close() {
            stages.remove(this);
        }
    }
}
