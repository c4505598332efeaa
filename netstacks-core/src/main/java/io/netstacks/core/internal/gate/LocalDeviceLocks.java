package io.netstacks.core.internal.gate;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.session.DeviceLocks;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One holder per device in this process, in the order of asking. Remembers only devices that somebody wants. */
public final class LocalDeviceLocks implements DeviceLocks {

    private final Map<String, Turn> turns = new HashMap<>();
    private final AtomicLong fencing = new AtomicLong();

    private static final class Turn {
        private final Semaphore semaphore = new Semaphore(1, true);
        private int interested;
    }

    @Override
    public Held acquire(String device, Deadline deadline) {
        Turn turn = join(device);
        try {
            if (!turn.semaphore.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                leave(device, turn);
                throw new DeadlineExceededException(
                        device + ": still busy after " + deadline.budget() + "; another session holds the device");
            }
        } catch (InterruptedException e) {
            leave(device, turn);
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(device + ": cancelled while waiting for the device");
        }
        return new LocalHold(device, turn, fencing.incrementAndGet());
    }

    private Turn join(String device) {
        synchronized (turns) {
            Turn turn = turns.computeIfAbsent(device, name -> new Turn());
            turn.interested++;
            return turn;
        }
    }

    private void leave(String device, Turn turn) {
        synchronized (turns) {
            if (--turn.interested == 0) {
                turns.remove(device);
            }
        }
    }

    private final class LocalHold implements Held {

        private final String device;
        private final Turn turn;
        private final long number;
        private final AtomicBoolean given = new AtomicBoolean();

        private LocalHold(String device, Turn turn, long number) {
            this.device = device;
            this.turn = turn;
            this.number = number;
        }

        @Override
        public long fencingNumber() {
            return number;
        }

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                turn.semaphore.release();
                leave(device, turn);
            }
        }
    }
}
