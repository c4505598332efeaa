package io.netstacks.testkit.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A port on the loopback interface that needs no thread of its own. Safe for use by many threads. */
final class SocketListener implements AutoCloseable {

    private final AsynchronousServerSocketChannel server;
    private final int port;
    private final Function<SocketLine, SocketUser> users;
    private final Set<SocketLine> lines = ConcurrentHashMap.newKeySet();

    SocketListener(AsynchronousChannelGroup group, Function<SocketLine, SocketUser> users) {
        this.users = users;
        try {
            server = AsynchronousServerSocketChannel.open(group)
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
            port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port on the loopback interface", e);
        }
        accept();
    }

    int port() {
        return port;
    }

    void dropAll() {
        lines.forEach(SocketLine::close);
    }

    void freeze() {
        lines.forEach(SocketLine::freeze);
    }

    void forget(SocketLine line) {
        lines.remove(line);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " did not close", e);
        } finally {
            dropAll();
        }
    }

    private void accept() {
        server.accept(null, new CompletionHandler<AsynchronousSocketChannel, @Nullable Object>() {
            @Override
            public void completed(AsynchronousSocketChannel socket, @Nullable Object nothing) {
                accept();
                SocketLine line = new SocketLine(socket, SocketListener.this);
                lines.add(line);
                line.begin(users.apply(line));
            }

            @Override
            public void failed(Throwable closed, @Nullable Object nothing) {
                dropAll();
            }
        });
    }
}
