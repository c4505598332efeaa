package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.GroupedWrites;
import io.netstacks.spi.error.StoreException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionException;

/** Takes a connection for each piece of work. Safe for use by many threads. */
final class PooledTransactions implements Transactions {

    /** More than this many collisions, or dead connections, in a row are no chance. */
    private static final int ATTEMPTS = 10;

    private final Jdbi jdbi;
    private final WriterTurn turn;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    PooledTransactions(Jdbi jdbi, WriterTurn turn, Runnable onClose) {
        this.jdbi = jdbi;
        this.turn = turn;
        this.onClose = onClose;
    }

    @Override
    public <T> T read(String what, Function<Handle, T> work) {
        return translated(what, () -> repeated(() -> jdbi.withHandle(work::apply)));
    }

    @Override
    public <T> T write(String what, Function<Handle, T> work) {
        return translated(what, () -> turn.write(what, () -> repeated(() -> jdbi.inTransaction(work::apply))));
    }

    @Override
    public <Q, A> Function<Q, A> grouped(String what, BiFunction<Handle, List<Q>, List<A>> work) {
        GroupedWrites<Q, A> group = new GroupedWrites<>(all -> write(what, handle -> work.apply(handle, all)));
        return request -> turn.isMine() // the others wait for this thread
                ? write(what, handle -> work.apply(handle, List.of(request)).get(0))
                : group.write(request);
    }

    /**
     * Tries again what surely did not happen: the transaction collided with another, or the connection turned out to be dead
     * before it came to commit, as all connections of a pool are after the database was away. A failed commit may have
     * happened, so it is the caller's to know.
     */
    private static <T> T repeated(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (JdbiException e) {
                SqlFailure failure = SqlFailure.in(e);
                boolean undone =
                        failure.isCollision() || (failure.isDeadConnection() && !(e instanceof TransactionException));
                if (attempt == ATTEMPTS || !undone) {
                    throw e;
                }
            }
        }
    }

    @Override
    public <T> T join(Function<Transactions, T> work) {
        return translated(
                "transaction",
                () -> turn.write(
                        "transaction", () -> jdbi.inTransaction(handle -> work.apply(new JoinedTransaction(handle)))));
    }

    private <T> T translated(String what, Supplier<T> work) {
        if (closed.get()) {
            throw StoreException.permanent(what + ": the stores are closed, nothing was read or written", null);
        }
        try {
            return work.get();
        } catch (JdbiException e) {
            throw SqlFailure.in(e).asStoreException(what);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            boolean interrupted =
                    Thread.interrupted(); // whoever is interrupted closes, too, and the pool waits while it does
            try {
                onClose.run();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
