package io.netstacks.adapter.jdbc;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Runs everything in a transaction that somebody else ends. Confined: the thread that the transaction runs on. */
final class JoinedTransaction implements Transactions {

    private final Handle handle;
    private int savepoints;

    JoinedTransaction(Handle handle) {
        this.handle = handle;
    }

    @Override
    public <T> T read(String what, Function<Handle, T> work) {
        try {
            return work.apply(handle);
        } catch (JdbiException e) {
            throw SqlFailure.in(e).asStoreException(what);
        }
    }

    @Override
    public <T> T write(String what, Function<Handle, T> work) {
        return read(what, work);
    }

    @Override
    public <Q, A> Function<Q, A> grouped(String what, BiFunction<Handle, List<Q>, List<A>> work) {
        return one -> write(what, same -> work.apply(same, List.of(one)).get(0));
    }

    /** Undoes to where it began if the work throws, so that a caller may catch that and go on. */
    @Override
    public <T> T join(Function<Transactions, T> work) {
        return read("transaction", same -> {
            String savepoint = "nested_" + savepoints++;
            same.savepoint(savepoint);
            boolean done = false;
            try {
                T result = work.apply(this);
                done = true;
                return result;
            } finally {
                if (done) {
                    same.releaseSavepoint(savepoint);
                } else {
                    same.rollbackToSavepoint(savepoint);
                }
            }
        });
    }

    /** The transaction is not closed from inside. */
    @Override
    public void close() {}
}
