package io.netstacks.adapter.dbscheduler;

import io.netstacks.spi.error.StoreException;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The dispatcher's tables as JDBI sees them, with failures in our words. Safe for use by many threads. */
final class DispatchDatabase {

    private final Jdbi jdbi;
    private final DispatchTables tables;

    DispatchDatabase(DataSource source, DispatchTables tables) {
        jdbi = Jdbi.create(source)
                .registerArrayType(String.class, "text")
                .registerArrayType(Long.class, "bigint")
                .registerArrayType(Integer.class, "int")
                .registerArrayType(Boolean.class, "bool");
        this.tables = tables;
    }

    /** Puts the names of the tables in. */
    String sql(String text) {
        return text.replace("{subjects}", tables.subjects())
                .replace("{queue}", tables.queue())
                .replace("{results}", tables.results());
    }

    /**
     * Runs statements, each for itself.
     *
     * @param what is done, for the message of a failure
     */
    <T> T with(String what, Function<Handle, T> work) {
        return translated(what, () -> jdbi.withHandle(work::apply));
    }

    /** Runs statements all or nothing. */
    <T> T inTransaction(String what, Function<Handle, T> work) {
        return translated(what, () -> jdbi.inTransaction(work::apply));
    }

    private static <T> T translated(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            String why = "the dispatch queue cannot be used: " + what;
            throw refused(e) ? StoreException.permanent(why, e) : new StoreException(why, e);
        }
    }

    /** Tells whether PostgreSQL did not like what it was given: the same again would be refused again. */
    private static boolean refused(JdbiException e) {
        return e.getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23"));
    }
}
