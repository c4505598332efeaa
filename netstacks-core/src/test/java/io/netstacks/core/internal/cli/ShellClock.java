package io.netstacks.core.internal.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The time that is spent waiting for a device in memory. Nobody really waits. */
final class ShellClock {

    private record Late(long at, String text) {}

    private final Deque<Late> late = new ArrayDeque<>();
    private long now;

    /** Has the device print something so much later; what is printed later is said later. */
    void print(Duration delay, String text) {
        late.add(new Late(now + delay.toNanos(), text));
    }

    /** Lets time pass until the device prints something; tells whether it has done so within that time. */
    boolean passes(long nanos, Consumer<String> printer) {
        if (late.isEmpty() || late.peek().at() > now + nanos) {
            now += nanos;
            return false;
        }
        Late next = late.remove();
        now = Math.max(now, next.at());
        printer.accept(next.text());
        return true;
    }

    /** Returns how long the device was waited for. */
    Duration waited() {
        return Duration.ofNanos(now);
    }
}
