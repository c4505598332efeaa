package io.netstacks.core.internal.ssh;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.OperationCancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Connections to jump hosts, shared by the devices behind them: a bastion lets few people log in at the same time. One
 * thread opens a connection, the others who need the same one wait for it. Nobody uses a connection for long: it is closed.
 * Safe for use by many threads.
 */
final class JumpPool implements AutoCloseable {

    /** OpenSSH limits sessions and not forwardings, but a host that carries too many is slow for all. */
    static final int MOST_PER_CONNECTION = 64;

    private final ScheduledExecutorService timer;
    private final Duration idle;
    private final Map<JumpKey, List<Shared>> connections = new HashMap<>();

    JumpPool(ScheduledExecutorService timer, Duration idle) {
        this.timer = timer;
        this.idle = idle;
    }

    /** The right to use a jump host until it is given back. */
    final class Lease implements AutoCloseable {

        private final Shared shared;
        private boolean returned;

        private Lease(Shared shared) {
            this.shared = shared;
        }

        SshLink link() {
            return shared.opened.join();
        }

        @Override
        public void close() {
            synchronized (connections) {
                if (returned) {
                    return;
                }
                returned = true;
            }
            giveBack(shared);
        }
    }

    /** One connection, and how many use it. */
    private static final class Shared {
        private final JumpKey key;
        private final CompletableFuture<SshLink> opened = new CompletableFuture<>();
        private Optional<Lease> before = Optional.empty();
        private int users = 1;
        private long idleSince;

        Shared(JumpKey key) {
            this.key = key;
        }

        boolean hasRoom() {
            return users < MOST_PER_CONNECTION
                    && (!opened.isDone()
                            || (!opened.isCompletedExceptionally()
                                    && opened.join().isOpen()));
        }
    }

    /**
     * Returns the right to use a connection of that kind.
     *
     * @param before gets the jump host that leads to this one; the connection keeps it as long as it lives
     * @param opening opens a new one, from there
     */
    Lease lease(
            JumpKey key,
            Supplier<Optional<Lease>> before,
            Function<Optional<SshLink>, SshLink> opening,
            Deadline deadline) {
        while (true) {
            Shared shared;
            boolean mine;
            synchronized (connections) {
                List<Shared> known = connections.computeIfAbsent(key, none -> new ArrayList<>());
                Optional<Shared> free = known.stream().filter(Shared::hasRoom).findFirst();
                mine = free.isEmpty();
                shared = free.orElseGet(() -> new Shared(key));
                if (mine) {
                    known.add(shared);
                } else {
                    shared.users++;
                }
            }
            Lease lease = new Lease(shared);
            if (mine) {
                open(shared, before, opening);
                return lease;
            }
            if (isOpened(lease, deadline)) {
                return lease;
            }
        }
    }

    private void open(Shared shared, Supplier<Optional<Lease>> before, Function<Optional<SshLink>, SshLink> opening) {
        try {
            shared.before = before.get();
            shared.opened.complete(opening.apply(shared.before.map(Lease::link)));
        } catch (RuntimeException | Error e) {
            shared.opened.completeExceptionally(e);
            forget(shared);
            throw e;
        }
    }

    /** Waits for who opens it; false if that one gave up for reasons of its own. */
    private boolean isOpened(Lease lease, Deadline deadline) {
        try {
            lease.shared.opened.get(Waits.millis(deadline), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            lease.close();
            if (e.getCause() instanceof DeadlineExceededException
                    || e.getCause() instanceof OperationCancelledException) {
                return false;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            lease.close();
            throw new DeadlineExceededException(
                    "no time left of " + deadline.budget() + " for the jump host " + lease.shared.key.name());
        } catch (InterruptedException e) {
            lease.close();
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(
                    "cancelled while waiting for the jump host " + lease.shared.key.name(), e);
        }
    }

    private void giveBack(Shared shared) {
        boolean unused;
        synchronized (connections) {
            shared.users--;
            unused = shared.users == 0;
            shared.idleSince = System.nanoTime();
        }
        if (!unused || shared.opened.isCompletedExceptionally()) {
            return;
        }
        if (shared.opened.join().isOpen()) {
            closeLater(shared);
        } else {
            forget(shared);
        }
    }

    private void closeLater(Shared shared) {
        try {
            Future<?> unused = timer.schedule(() -> closeIfIdle(shared), idle.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) { // the transport was closed meanwhile
            forget(shared);
        }
    }

    private void closeIfIdle(Shared shared) {
        boolean stillIdle;
        synchronized (connections) {
            stillIdle = shared.users == 0 && System.nanoTime() - shared.idleSince >= idle.toNanos();
            if (stillIdle) {
                remove(shared);
            }
        }
        if (stillIdle) {
            end(shared);
        }
    }

    private void forget(Shared shared) {
        synchronized (connections) {
            remove(shared);
        }
        end(shared);
    }

    private void remove(Shared shared) {
        connections.computeIfPresent(shared.key, (key, known) -> {
            known.remove(shared);
            return known.isEmpty() ? null : known;
        });
    }

    private static void end(Shared shared) {
        if (!shared.opened.isCompletedExceptionally()) {
            shared.opened.join().close();
        }
        shared.before.ifPresent(Lease::close);
    }

    /** Closes all of them, used or not. */
    @Override
    public void close() {
        List<Shared> all = new ArrayList<>();
        synchronized (connections) {
            connections.values().forEach(all::addAll);
            connections.clear();
        }
        all.stream().filter(shared -> shared.opened.isDone()).forEach(JumpPool::end);
    }
}
