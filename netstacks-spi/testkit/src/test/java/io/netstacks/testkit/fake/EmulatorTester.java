package io.netstacks.testkit.fake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A session without a transport: what is typed goes in, what comes out is text, and time passes when it is told to. */
final class EmulatorTester implements Wire {

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final List<Integer> pieces = new ArrayList<>();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final DeviceState device;
    private final CliEmulator emulator;
    private int taken;
    private boolean broken;
    private boolean closed;

    EmulatorTester(DeviceScript script) {
        device = new DeviceState(script, scheduler);
        emulator = new CliEmulator(device, this);
        emulator.startShell(script.login().user(), script.login().insideShell());
    }

    DeviceState device() {
        return device;
    }

    /** Types and returns everything that came out since the last call. */
    String type(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        emulator.input(bytes, 0, bytes.length);
        return output();
    }

    String output() {
        String all = seen.toString(StandardCharsets.UTF_8);
        String fresh = all.substring(taken);
        taken = all.length();
        return fresh;
    }

    List<Integer> pieces() {
        return pieces;
    }

    boolean closed() {
        return closed;
    }

    boolean broken() {
        return broken;
    }

    void say(String text) {
        emulator.say(text);
    }

    /** Lets time pass. */
    String pass(Duration time) {
        scheduler.pass(time);
        return output();
    }

    @Override
    public void write(byte[] bytes, Runnable sent) {
        seen.writeBytes(bytes);
        pieces.add(bytes.length);
        sent.run();
    }

    @Override
    public void close(boolean withoutAWord, int status) {
        closed = true;
        broken = withoutAWord;
    }

    /** Runs what is due when time is told to pass; schedules nothing on a thread. */
    private static final class ManualScheduler extends ScheduledThreadPoolExecutor {

        private final List<Due> waiting = new ArrayList<>();
        private long now;

        ManualScheduler() {
            super(1);
        }

        void pass(Duration time) {
            long end = now + time.toNanos();
            while (true) {
                Due next = waiting.stream()
                        .filter(due -> due.at <= end)
                        .min(Comparator.comparingLong(due -> due.at))
                        .orElse(null);
                if (next == null) {
                    now = end;
                    return;
                }
                waiting.remove(next);
                now = next.at;
                next.work.run();
            }
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            Due due = new Due(work, now + unit.toNanos(delay), waiting);
            waiting.add(due);
            return due;
        }
    }

    private static final class Due extends FutureTask<Object> implements ScheduledFuture<Object> {

        private final Runnable work;
        private final long at;
        private final List<Due> waiting;

        Due(Runnable work, long at, List<Due> waiting) {
            super(work, "");
            this.work = work;
            this.at = at;
            this.waiting = waiting;
        }

        @Override
        public boolean cancel(boolean interrupt) {
            waiting.remove(this);
            return super.cancel(interrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
