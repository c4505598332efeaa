package io.netstacks.testkit.fake;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One accepted plain connection. Reading and writing need no thread of their own. */
final class SocketLine {

    private final AsynchronousSocketChannel socket;
    private final SocketListener listener;
    private final ByteBuffer input = ByteBuffer.allocate(8 * 1024);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean frozen;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private @Nullable SocketUser user;

    private record Outgoing(ByteBuffer bytes, Runnable sent) {}

    SocketLine(AsynchronousSocketChannel socket, SocketListener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    void begin(SocketUser newUser) {
        user = newUser;
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException e) {
            close();
            return;
        }
        newUser.begin();
        read(newUser);
    }

    /** Sends bytes after those that wait already. */
    void write(byte[] bytes, Runnable sent) {
        synchronized (waiting) {
            waiting.add(new Outgoing(ByteBuffer.wrap(bytes), sent));
            if (waiting.size() > 1) {
                return;
            }
        }
        writeFirst();
    }

    void freeze() {
        frozen = true;
    }

    void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        listener.forget(this);
        try {
            socket.close();
        } catch (IOException e) {
            // the socket is of no use any more; the user below learns that it is gone
            frozen = true;
        }
        SocketUser told = user;
        if (told != null) {
            told.gone();
        }
    }

    private void writeFirst() {
        Outgoing first;
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                return;
            }
            first = waiting.peek();
        }
        socket.write(first.bytes(), first, new CompletionHandler<Integer, Outgoing>() {
            @Override
            public void completed(Integer count, Outgoing written) {
                if (written.bytes().hasRemaining()) {
                    writeFirst();
                    return;
                }
                boolean more;
                synchronized (waiting) {
                    waiting.remove();
                    more = !waiting.isEmpty();
                }
                written.sent().run();
                if (more) { // what came into an empty queue was begun by who put it there
                    writeFirst();
                }
            }

            @Override
            public void failed(Throwable cause, Outgoing unwritten) {
                close();
            }
        });
    }

    private void read(SocketUser reader) {
        input.clear();
        socket.read(input, null, new CompletionHandler<Integer, @Nullable Object>() {
            @Override
            public void completed(Integer count, @Nullable Object nothing) {
                if (count < 0) {
                    close();
                } else if (!frozen) {
                    reader.received(input.array(), count);
                    read(reader);
                }
            }

            @Override
            public void failed(Throwable cause, @Nullable Object nothing) {
                close();
            }
        });
    }
}
