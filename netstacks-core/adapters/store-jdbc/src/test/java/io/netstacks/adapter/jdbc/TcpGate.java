package io.netstacks.adapter.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a TCP port that can be shut and opened again, as a database goes down and comes back. */
final class TcpGate implements AutoCloseable {

    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;
    private volatile boolean shut;

    TcpGate(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    void shut() throws IOException {
        shut = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    void reopen() {
        shut = false;
    }

    /** Who comes while it is shut is let in and thrown out at once: the port itself could be lost to somebody else. */
    private void serve() throws IOException {
        while (true) {
            Socket client = server.accept();
            if (shut) {
                client.close();
                continue;
            }
            Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(client);
            sockets.add(database);
            daemon(() -> pump(client, database));
            daemon(() -> pump(database, client));
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[8192];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                out.write(chunk, 0, read);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A thread that ends with the first socket that is closed under it. */
    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "tcp-gate");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        shut();
        server.close();
    }
}
