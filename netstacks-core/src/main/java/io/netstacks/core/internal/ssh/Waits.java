package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import java.util.concurrent.TimeUnit;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.connection.ConnectionException;

/** Waits for the peer's answers. sshj takes a wait of zero for a wait without end, so none is shorter than this. */
final class Waits {

    private static final int SHORTEST_MILLIS = 1;

    private Waits() {}

    static void await(Event<ConnectionException> answer, Deadline deadline) throws ConnectionException {
        answer.await(millis(deadline), TimeUnit.MILLISECONDS);
    }

    /** Returns what is left, never zero. */
    static int millis(Deadline deadline) {
        return Math.max(SHORTEST_MILLIS, deadline.remainingMillis());
    }
}
