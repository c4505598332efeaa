package io.netstacks.core.internal.net;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.ProxySpec;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy for tests: lets everybody through to the loopback interface. */
final class RelayProxy implements AutoCloseable {

    private final ProxySpec.Kind kind;
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Integer> targets = new CopyOnWriteArrayList<>();

    RelayProxy(ProxySpec.Kind kind) throws IOException {
        this.kind = kind;
        threads.execute(this::accept);
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getLocalPort());
    }

    /** Returns the ports that were asked for. */
    List<Integer> targets() {
        return targets;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (SocketException e) {
            threads.shutdown(); // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket target = new Socket(InetAddress.getLoopbackAddress(), target(client))) {
            client.getOutputStream()
                    .write(
                            kind == ProxySpec.Kind.HTTP
                                    ? "HTTP/1.1 200 Fine\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
                                    : new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 22});
            threads.execute(() -> copy(target, client));
            copy(client, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int target(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        int port;
        if (kind == ProxySpec.Kind.HTTP) {
            StringBuilder header = new StringBuilder();
            while (header.indexOf("\r\n\r\n") < 0) {
                header.append((char) in.readUnsignedByte());
            }
            String authority = header.toString().split(" ", -1)[1];
            port = Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
        } else {
            in.skipNBytes(1);
            in.skipNBytes(in.readUnsignedByte());
            client.getOutputStream().write(new byte[] {5, 0});
            in.skipNBytes(4 + 4);
            port = in.readUnsignedShort();
        }
        targets.add(port);
        return port;
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one side is gone, so is the other
        } finally {
            closed(from);
            closed(to);
        }
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
