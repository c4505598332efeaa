package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the peers of all connections now and then whether they live, and ends the connections of those that do not answer.
 * Takes a few threads for any number of connections, where sshj takes one for each. Safe for use by many threads.
 */
final class KeepAlives implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeepAlives.class);

    private static final int SILENT_ANSWERS = 3;

    /** Sending takes no time, except to peers that take nothing more; those must not hold the others up. */
    private static final int SENDERS = 4;

    private static final long SENDER_IDLE_SECONDS = 5;

    /** How long a peer may take for an answer that is awaited because it may be gone. */
    private static final Duration DOUBT = Duration.ofSeconds(2);

    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor senders;

    /** Creates it; the timer only hands work on. */
    KeepAlives(ScheduledExecutorService timer) {
        this.timer = timer;
        senders = new ThreadPoolExecutor(
                SENDERS, SENDERS, SENDER_IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "netstacks-ssh-keep-alive");
                    thread.setDaemon(true);
                    return thread;
                });
        senders.allowCoreThreadTimeOut(true);
    }

    /** Begins to ask the peer of an open connection; zero asks never. */
    KeepAlive begin(SshLink link, Duration every) {
        KeepAlive keepAlive = new KeepAlive(link, every);
        if (!every.isZero()) {
            keepAlive.start();
        }
        return keepAlive;
    }

    /** The connections stay as they are, and nobody is asked any more. */
    @Override
    public void close() {
        senders.shutdown();
    }

    /** The questions to one peer. */
    final class KeepAlive {

        private final SshLink link;
        private final Duration every;
        private final AtomicBoolean busy = new AtomicBoolean();

        /** Of the thread that is busy. */
        private final Queue<ConnectionService.Question> unanswered = new ArrayDeque<>();

        private volatile Optional<Future<?>> ticking = Optional.empty();
        private volatile boolean stopped;

        private KeepAlive(SshLink link, Duration every) {
            this.link = link;
            this.every = every;
        }

        private void start() {
            long nanos = every.toNanos();
            try {
                ticking = Optional.of(timer.scheduleAtFixedRate(this::tick, nanos, nanos, TimeUnit.NANOSECONDS));
            } catch (RejectedExecutionException e) { // the transport was closed meanwhile
                LOG.debug("nobody asks {} whether it lives", link.endpoint(), e);
            }
        }

        private void tick() {
            if (!link.isOpen()) {
                stop();
            } else if (busy.compareAndSet(false, true)) { // else it is still being sent, which is bounded
                try {
                    senders.execute(this::beat);
                } catch (RejectedExecutionException e) {
                    stop();
                }
            }
        }

        private void beat() {
            try {
                if (!stopped) {
                    ask();
                }
            } catch (TransportException | RuntimeException e) { // it has ended, and whoever uses it is told
                LOG.debug("asking {} whether it lives failed", link.endpoint(), e);
            } finally {
                busy.set(false);
            }
        }

        private void ask() throws TransportException {
            unanswered.removeIf(ConnectionService.Question::isAnswered);
            if (unanswered.size() >= SILENT_ANSWERS) {
                stop();
                link.guarded(SshLink.goodbye(), () -> end(every.multipliedBy(SILENT_ANSWERS)));
                return;
            }
            unanswered.add(send(Deadline.after(every)));
        }

        /** Asks now, because something was not answered in time, and ends the connection if that is not answered, too. */
        void doubt() {
            if (stopped || every.isZero()) {
                return;
            }
            try {
                senders.execute(this::askOnce);
            } catch (RejectedExecutionException e) { // the transport was closed meanwhile
                LOG.debug("nobody asks {} whether it lives", link.endpoint(), e);
            }
        }

        private void askOnce() {
            try {
                ConnectionService.Question answer = send(SshLink.goodbye());
                Future<?> unused = timer.schedule(
                        () -> senders.execute(() -> endUnless(answer)), DOUBT.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TransportException | RuntimeException e) { // it has ended, and whoever uses it is told
                LOG.debug("asking {} whether it lives failed", link.endpoint(), e);
            }
        }

        private void endUnless(ConnectionService.Question answer) {
            if (!answer.isAnswered()) {
                stop();
                link.guarded(SshLink.goodbye(), () -> end(DOUBT));
            }
        }

        private ConnectionService.Question send(Deadline deadline) throws TransportException {
            AtomicReference<ConnectionService.Question> answer = new AtomicReference<>();
            link.guarded(deadline, () -> answer.set(link.client().service().ask()));
            return Objects.requireNonNull(answer.get(), "it was sent");
        }

        private void end(Duration silence) {
            link.client()
                    .getTransport()
                    .die(new ConnectionException(
                            DisconnectReason.CONNECTION_LOST,
                            link.endpoint() + " has not answered for " + silence.toMillis() + " ms"));
        }

        /** Asks no more. */
        void stop() {
            stopped = true;
            ticking.ifPresent(future -> future.cancel(false));
        }
    }
}
