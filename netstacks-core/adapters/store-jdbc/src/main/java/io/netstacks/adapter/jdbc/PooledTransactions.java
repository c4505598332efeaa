package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Takes a connection for each piece of work. Safe for use by many threads. */
final class PooledTransactions implements Transactions {

    /** More than this many collisions in a row are no chance. */
    private static final int ATTEMPTS = 10;

    private final Jdbi jdbi;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    PooledTransactions(Jdbi jdbi, Runnable onClose) {
        this.jdbi = jdbi;
        this.onClose = onClose;
    }

    @Override
    public <T> T read(String what, Function<Handle, T> work) {
        return translated(what, () -> jdbi.withHandle(work::apply));
    }

    @Override
    public <T> T write(String what, Function<Handle, T> work) {
        return translated(what, () -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return jdbi.inTransaction(work::apply);
                } catch (JdbiException e) {
                    if (attempt == ATTEMPTS || !SqlFailure.in(e).isCollision()) {
                        throw e;
                    }
                }
            }
        });
    }

    @Override
    public <T> T join(Function<Transactions, T> work) {
        return translated(
                "transaction", () -> jdbi.inTransaction(handle -> work.apply(new JoinedTransaction(handle))));
    }

    private <T> T translated(String what, java.util.function.Supplier<T> work) {
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
            onClose.run();
        }
    }
}
