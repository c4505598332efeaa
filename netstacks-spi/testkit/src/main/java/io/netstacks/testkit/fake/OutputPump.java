package io.netstacks.testkit.fake;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;

/**
 * Sends a session's output in order, in the pieces and with the delays of its {@link FakeWire}, one piece at a time, so
 * that endless output waits for its reader instead of filling the memory. Confined to its mailbox.
 */
final class OutputPump {

    private sealed interface Item {
        /** Bytes from {@code at} on; adjacent ones are sent together. */
        @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
        record Bytes(byte[] bytes, int at) implements Item {}

        record Stream(long length, long at, LongFunction<Byte> byteAt) implements Item {}

        record Delay(Duration time) implements Item {}

        record Then(Runnable action) implements Item {}
    }

    private final FakeWire shape;
    private final Wire wire;
    private final Mailbox mailbox;
    private final ScheduledExecutorService scheduler;
    private final IntSupplier sizes;
    private final Deque<Item> queue = new ArrayDeque<>();
    private boolean underWay;
    private boolean closed;
    private long sent;

    OutputPump(FakeWire shape, Wire wire, Mailbox mailbox, ScheduledExecutorService scheduler) {
        this.shape = shape;
        this.wire = wire;
        this.mailbox = mailbox;
        this.scheduler = scheduler;
        this.sizes = shape.sizes();
    }

    void bytes(byte[] bytes) {
        if (bytes.length > 0) {
            add(new Item.Bytes(bytes, 0));
        }
    }

    void stream(long length, LongFunction<Byte> byteAt) {
        if (length > 0) {
            add(new Item.Stream(length, 0, byteAt));
        }
    }

    void delay(Duration time) {
        if (!time.isZero()) {
            add(new Item.Delay(time));
        }
    }

    /** Runs an action when everything before it was sent. */
    void then(Runnable action) {
        add(new Item.Then(action));
    }

    /** Forgets what was not sent yet. */
    void clear() {
        queue.clear();
    }

    /** Sends no more. */
    void close() {
        closed = true;
        queue.clear();
    }

    private void add(Item item) {
        if (!closed) {
            queue.add(item);
        }
    }

    /** Sends until something has to be waited for. */
    void run() {
        while (!underWay && !queue.isEmpty()) {
            Item item = queue.peek();
            if (item instanceof Item.Then then) {
                queue.remove();
                then.action().run();
            } else if (item instanceof Item.Delay delay) {
                queue.remove();
                waitFor(delay.time());
            } else {
                write(takePiece());
            }
        }
    }

    private void write(byte[] piece) {
        if (shape.dropAfter().isPresent()
                && sent + piece.length >= shape.dropAfter().getAsLong()) {
            int last = (int) (shape.dropAfter().getAsLong() - sent);
            close();
            underWay = true;
            wire.write(Arrays.copyOf(piece, last), () -> wire.close(true, 0));
            return;
        }
        sent += piece.length;
        underWay = true;
        Duration pause = shape.byteDelay().multipliedBy(piece.length);
        wire.write(
                piece,
                () -> mailbox.run(() -> {
                    underWay = false;
                    if (!pause.isZero()) {
                        waitFor(pause);
                    } else {
                        run();
                    }
                }));
    }

    private void waitFor(Duration time) {
        underWay = true;
        ScheduledFuture<?> unused = scheduler.schedule(
                () -> mailbox.run(() -> {
                    underWay = false;
                    run();
                }),
                time.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private byte[] takePiece() {
        int room = sizes.getAsInt();
        ByteArrayOutputStream piece = new ByteArrayOutputStream(Math.min(room, 1024));
        while (piece.size() < room) {
            Item item = queue.peek();
            if (item instanceof Item.Bytes bytes) {
                takeBytes(bytes, piece, room - piece.size());
            } else if (item instanceof Item.Stream stream) {
                takeStream(stream, piece, room - piece.size());
            } else {
                break;
            }
        }
        return piece.toByteArray();
    }

    private void takeBytes(Item.Bytes item, ByteArrayOutputStream piece, int room) {
        int count = Math.min(room, item.bytes().length - item.at());
        piece.write(item.bytes(), item.at(), count);
        queue.remove();
        if (item.at() + count < item.bytes().length) {
            queue.addFirst(new Item.Bytes(item.bytes(), item.at() + count));
        }
    }

    private void takeStream(Item.Stream item, ByteArrayOutputStream piece, int room) {
        int count = (int) Math.min(room, item.length() - item.at());
        for (int i = 0; i < count; i++) {
            piece.write(item.byteAt().apply(item.at() + i));
        }
        queue.remove();
        if (item.at() + count < item.length()) {
            queue.addFirst(new Item.Stream(item.length(), item.at() + count, item.byteAt()));
        }
    }
}
