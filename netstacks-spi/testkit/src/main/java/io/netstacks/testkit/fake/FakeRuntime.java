package io.netstacks.testkit.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.util.threads.NoCloseExecutor;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;

/** The threads and the network of a farm, shared by all its devices. Safe for use by many threads. */
final class FakeRuntime implements AutoCloseable {

    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor scheduler;
    private final Nio2ServiceFactory network;
    private final AsynchronousChannelGroup channels;
    private final FakeHostKeys hostKeys = new FakeHostKeys();

    FakeRuntime() {
        int threads = Math.max(4, Runtime.getRuntime().availableProcessors());
        workers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                daemons("fake-device-"),
                new ThreadPoolExecutor.DiscardPolicy()); // what a socket still has to say when all is over
        scheduler = new ScheduledThreadPoolExecutor(1, daemons("fake-device-timer-"));
        scheduler.setRemoveOnCancelPolicy(true);
        SshServer properties = SshServer.setUpDefaultServer();
        CoreModuleProperties.TCP_NODELAY.set(properties, true);
        CoreModuleProperties.SOCKET_BACKLOG.set(properties, 1024);
        network = new Nio2ServiceFactory(properties, new Shared(workers), new Shared(workers));
        try {
            channels = AsynchronousChannelGroup.withThreadPool(workers);
        } catch (IOException e) {
            throw new UncheckedIOException("no channel group for simulated devices", e);
        }
    }

    /** Returns the group of the plain sockets. */
    AsynchronousChannelGroup channels() {
        return channels;
    }

    ScheduledThreadPoolExecutor scheduler() {
        return scheduler;
    }

    Nio2ServiceFactory network() {
        return network;
    }

    FakeHostKeys hostKeys() {
        return hostKeys;
    }

    /** Returns what gives an SSH server the shared network. */
    IoServiceFactoryFactory ioServices() {
        return new SharedIoServiceFactory.Supplier(network);
    }

    @Override
    public void close() {
        network.close(true);
        try {
            channels.shutdownNow();
        } catch (IOException e) {
            throw new UncheckedIOException("sockets of simulated devices did not close", e);
        }
        scheduler.shutdownNow();
        workers.shutdownNow();
    }

    /** Takes work also when MINA has closed it, so that a socket's last words throw nothing at the thread that brings them. */
    private static final class Shared extends NoCloseExecutor {

        Shared(ExecutorService workers) {
            super(workers);
        }

        @Override
        public void execute(Runnable work) {
            executor.execute(work);
        }
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
