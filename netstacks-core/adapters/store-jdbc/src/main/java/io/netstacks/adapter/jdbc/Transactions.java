package io.netstacks.adapter.jdbc;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Lends connections to the stores: each operation its own transaction, or all of them one. */
interface Transactions {

    /** Runs queries that need no transaction; {@code what} begins the message of a failure. */
    <T> T read(String what, Function<Handle, T> work);

    /** Runs statements all or nothing; they are run again if they surely did not happen. */
    <T> T write(String what, Function<Handle, T> work);

    /**
     * Returns a writer whose calls at the same time share a transaction; {@code work} writes some in one, and returns what
     * each of them gives.
     */
    <Q, A> Function<Q, A> grouped(String what, BiFunction<Handle, List<Q>, List<A>> work);

    /** Runs a caller's work all or nothing, once. */
    <T> T join(Function<Transactions, T> work);

    /** Lends no more connections. */
    void close();
}
