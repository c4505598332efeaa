package io.netstacks.core.internal.net;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.device.Endpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Reaches hosts by name in bounded time: the JDK's own lookup waits as long as the system's resolver likes, and does not
 * notice an interrupt. A host with several addresses is tried at each of them. Safe for use by many threads.
 */
public final class HostLookup {

    private static final int MOST_AT_ONCE = 32;
    private static final long IDLE_SECONDS = 10;
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|.*:.*");

    /** Finds the addresses of a name, and takes as long as that takes. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** Tries one address. */
    @FunctionalInterface
    public interface Attempt<T> {

        /** Connects to it, or fails within so many milliseconds (at least one). */
        T connect(InetSocketAddress address, int timeoutMillis) throws IOException;
    }

    private final Resolver resolver;
    private final ThreadPoolExecutor threads;

    /** Asks the system's resolver. */
    public HostLookup() {
        this(InetAddress::getAllByName);
    }

    HostLookup(Resolver resolver) {
        this.resolver = resolver;
        threads = new ThreadPoolExecutor(
                MOST_AT_ONCE, MOST_AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "netstacks-name-lookup");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Tries the addresses of a host one after the other, each with its share of the time that is left, until one connects.
     *
     * @throws UnknownHostException if the name has no address
     * @throws SocketTimeoutException if the time ends before there is an address
     * @throws IOException what the first address failed with, the others' failures are suppressed in it
     */
    public <T> T reach(Endpoint endpoint, Deadline deadline, Attempt<T> attempt) throws IOException {
        InetAddress[] addresses = addresses(endpoint.host(), deadline);
        IOException failure = null;
        for (int i = 0; i < addresses.length; i++) {
            try {
                return attempt.connect(
                        new InetSocketAddress(addresses[i], endpoint.port()),
                        Math.max(1, deadline.remainingMillis() / (addresses.length - i)));
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted() || isRefusedLogin(e)) {
                    throw e;
                }
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        throw failure == null ? new UnknownHostException(endpoint.host()) : failure;
    }

    /** It would be the same login at each of them, and counted. */
    private static boolean isRefusedLogin(IOException failure) {
        return failure instanceof ProxyFailure proxy && proxy.isOfLogin();
    }

    /** Nobody is asked, but the numbers may be wrong, or the interface behind them not there. */
    private static InetAddress[] literal(String host) throws IOException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("\"" + host + "\" is no address here: " + e.getMessage()); // which is no name
        }
    }

    private InetAddress[] addresses(String host, Deadline deadline) throws IOException {
        if (LITERAL.matcher(host).matches()) {
            return literal(host);
        }
        Future<InetAddress[]> answer = threads.submit(() -> resolver.addresses(host));
        try {
            return answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                throw new UnknownHostException(host); // each system adds words of its own
            }
            throw new IOException("looking up \"" + host + "\" failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SocketTimeoutException("nobody told the address of \"" + host + "\" in time");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("looking up \"" + host + "\"");
        }
    }
}
