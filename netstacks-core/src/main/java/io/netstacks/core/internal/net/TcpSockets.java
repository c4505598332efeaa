package io.netstacks.core.internal.net;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.ResolvedProxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Makes sockets that send at once (a terminal sends a few bytes at a time, and waiting for more costs up to 40 ms each)
 * and that go through a proxy where there is one.
 */
public final class TcpSockets extends SocketFactory {

    private final Endpoint target;
    private final Optional<ResolvedProxy> proxy;

    /** Creates a factory for connections to one endpoint. */
    public TcpSockets(Endpoint target, Optional<ResolvedProxy> proxy) {
        this.target = target;
        this.proxy = proxy;
    }

    /** Returns what a socket has to be connected to: the proxy, where there is one. */
    public Endpoint firstHop() {
        return proxy.map(ResolvedProxy::endpoint).orElse(target);
    }

    /** Returns a socket that, connected to the first hop, is connected to the target. */
    @Override
    public Socket createSocket() throws IOException {
        Socket socket =
                proxy.<Socket>map(through -> new TunnelSocket(target, through)).orElseGet(ReadAheadSocket::new);
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A socket that reads in large pieces. */
    private static class ReadAheadSocket extends Socket {

        private volatile Optional<ReadAheadInput> input = Optional.empty();

        /** Returns the same stream each time, because bytes may wait in it. */
        @Override
        public InputStream getInputStream() throws IOException {
            if (input.isEmpty()) {
                input = Optional.of(new ReadAheadInput(super.getInputStream()));
            }
            return input.get();
        }
    }

    /** A socket whose peer, after the proxy has agreed, is the target. */
    private static final class TunnelSocket extends ReadAheadSocket {

        private final Endpoint target;
        private final ResolvedProxy proxy;

        TunnelSocket(Endpoint target, ResolvedProxy proxy) {
            this.target = target;
            this.proxy = proxy;
        }

        /** Connects to the proxy, at this address; the proxy resolves the target's name. */
        @Override
        public void connect(SocketAddress gate, int timeoutMillis) throws IOException {
            try {
                super.connect(gate, timeoutMillis);
            } catch (ConnectException | NoRouteToHostException e) { // the target had no part in it
                throw ProxyFailure.because(proxy, "cannot be reached: " + e.getMessage());
            }
            try {
                setSoTimeout(timeoutMillis);
                new ProxyHandshake(proxy, getInputStream(), getOutputStream()).reach(target);
                setSoTimeout(0);
            } catch (IOException e) {
                close(); // as any socket that does not connect
                throw e;
            }
        }
    }
}
