package io.netstacks.core.internal.cli;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.SessionFailedException;
import io.netstacks.spi.platform.LineEditing;
import io.netstacks.spi.platform.LineEditing.Help;
import io.netstacks.spi.transport.Connection;
import io.netstacks.spi.transport.ConnectionReport;
import io.netstacks.spi.transport.PtySpec;
import io.netstacks.spi.transport.ShellChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A device in memory: a function from each typed line to what the device prints. Cuts what it prints into chunks of any
 * size, so that every split can be tried. What is typed is shown first, as devices do, unless told otherwise.
 */
final class ScriptedShell implements ShellChannel, Connection {

    /** What a device does with one typed line. */
    interface Device extends BiFunction<ScriptedShell, String, String> {}

    /** How a device shows a key: from everything typed on the line, the key included, to what it prints. */
    interface Echo extends BiFunction<ScriptedShell, String, String> {}

    /** Prints into a buffer without keeping what it prints; returns how much, zero for nothing now. */
    interface Pouring {
        int pour(byte[] buffer, int offset, int room);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Byte> output = new ArrayDeque<>();
    private final StringBuilder typed = new StringBuilder();
    private final List<String> lines = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final Random chunks;
    private final int largest;
    private final Device device;
    private Charset charset = StandardCharsets.UTF_8;
    private boolean echo = true;
    private Echo painting = (shell, typed) -> typed.substring(typed.length() - 1);
    private Pouring pouring = (buffer, offset, room) -> 0;
    private boolean keysAtOnce;
    private Optional<LineEditing> editing = Optional.empty();
    private Supplier<String> repeated = () -> "";
    private boolean literalNext;
    private boolean afterReturn;
    private boolean ended;
    private boolean inLine;
    private Optional<ShellClock> clock = Optional.empty();
    private boolean takesNoMore;
    private boolean closed;
    private String method = "password";
    String prompt = "sw1#";

    ScriptedShell(long seed, int largest, Device device) {
        chunks = new Random(seed);
        this.largest = largest;
        this.device = device;
    }

    static ScriptedShell of(Device device) {
        return new ScriptedShell(1, 4096, device);
    }

    ScriptedShell greeting(String text) {
        print(text);
        return this;
    }

    ScriptedShell charset(Charset value) {
        charset = value;
        return this;
    }

    ScriptedShell loginInShell() {
        method = "";
        return this;
    }

    ScriptedShell echoing(Echo value) {
        painting = value;
        return this;
    }

    /**
     * The device acts on question marks, tabs and Ctrl-C as soon as they are typed.
     *
     * @param shown tells its prompt, which it shows again below its help; nothing while it reads a text
     */
    ScriptedShell editing(LineEditing value, Supplier<String> shown) {
        editing = Optional.of(value);
        repeated = shown;
        return this;
    }

    /** The device prints more than anybody could keep, whenever it has printed what it has kept. */
    ScriptedShell pouring(Pouring value) {
        pouring = value;
        return this;
    }

    /** Time passes for who waits for the device, and only as this clock says. */
    ScriptedShell clock(ShellClock value) {
        clock = Optional.of(value);
        return this;
    }

    /** The device stops showing what is typed, as for a password, or shows it again. */
    void echo(boolean value) {
        echo = value;
    }

    /** The next key is an answer by itself. */
    void keysAtOnce(boolean value) {
        keysAtOnce = value;
    }

    void print(String text) {
        lock.lock();
        try {
            for (byte b : text.getBytes(charset)) {
                output.add(b);
            }
            inLine = text.isEmpty() ? inLine : !text.endsWith("\n");
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether a line has been begun and not ended, so that what is printed next stands behind something. */
    boolean inLine() {
        return inLine;
    }

    /** Prints when it is asked for, after a moment. */
    Thread printLater(CountDownLatch asked, String text) {
        Thread late = new Thread(() -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                return; // nobody asks any more
            }
            Deadline pause = Deadline.after(Duration.ofMillis(20));
            while (!pause.hasPassed()) {
                Thread.onSpinWait();
            }
            print(text);
        });
        late.start();
        return late;
    }

    void printBytes(byte[] bytes) {
        lock.lock();
        try {
            for (byte b : bytes) {
                output.add(b);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The device hangs up, after what it has printed. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The device hangs up while nobody types, so that the next write fails. */
    void hangUp() {
        takesNoMore = true;
        end();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<String> writes() {
        return List.copyOf(writes);
    }

    boolean closed() {
        return closed;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) {
        lock.lock();
        try {
            while (output.isEmpty()) {
                if (closed) {
                    throw new SessionFailedException(ErrorCode.SESSION_LOST, "closed here", "");
                }
                int poured = pouring.pour(buffer, offset, length);
                if (poured > 0) {
                    return poured;
                }
                if (ended) {
                    return -1;
                }
                long nanos = deadline.remainingNanos();
                if (nanos == 0) {
                    return 0;
                }
                if (clock.isPresent()) {
                    if (!clock.get().passes(nanos, this::print)) {
                        return 0;
                    }
                    continue;
                }
                changed.awaitNanos(nanos);
            }
            int count = Math.min(length, Math.min(output.size(), 1 + chunks.nextInt(largest)));
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = output.removeFirst();
            }
            return count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length, Deadline deadline) {
        if (takesNoMore) {
            throw new SessionFailedException(ErrorCode.SESSION_LOST, "sw1: closed while writing", "");
        }
        String text = new String(buffer, offset, length, charset);
        writes.add(text);
        for (int i = 0; i < text.length(); i++) {
            key(text.charAt(i));
        }
    }

    private void key(char c) {
        boolean restOfEnter = c == '\n' && afterReturn;
        afterReturn = c == '\r';
        if (restOfEnter) {
            return;
        }
        if (keysAtOnce) {
            typed.append(c);
            enter();
        } else if (editing.isPresent() && !repeated.get().isEmpty() && acts(editing.get(), c)) {
            return;
        } else if (c == '\r' || c == '\n') {
            if (echo && !ended) {
                print("\r\n");
            }
            enter();
        } else {
            typed.append(c);
            if (echo) {
                print(painting.apply(this, typed.toString()));
            }
        }
    }

    private boolean acts(LineEditing editor, char c) {
        boolean literal = literalNext;
        literalNext = false;
        if (literal) {
            return false;
        }
        if (editor.literal().filter(String.valueOf(c)::equals).isPresent()) {
            literalNext = true;
            return c < ' ';
        }
        boolean quoted = typed.chars().filter(before -> before == '"').count() % 2 == 1;
        if (c == '?' && (editor.help() == Help.ANYWHERE || (editor.help() == Help.OUTSIDE_QUOTES && !quoted))) {
            print("?\r\n  LINE   what may follow\r\n\r\n" + repeated.get() + typed);
            return true;
        }
        if (c == 3) {
            typed.setLength(0);
            print("^C\r\n" + repeated.get());
        }
        return c == '\t' || c == 3;
    }

    private void enter() {
        String line = typed.toString();
        typed.setLength(0);
        if (ended) {
            return;
        }
        lines.add(line);
        print(device.apply(this, line));
    }

    @Override
    public ShellChannel openShell(PtySpec pty, Deadline deadline) {
        return this;
    }

    @Override
    public ConnectionReport report() {
        return new ConnectionReport(
                "memory",
                new Endpoint("192.0.2.1", 22),
                List.of(),
                "",
                "",
                Map.of(),
                method.isEmpty() ? Optional.empty() : Optional.of(method),
                Optional.empty(),
                false,
                Map.of("connect", Duration.ZERO));
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
