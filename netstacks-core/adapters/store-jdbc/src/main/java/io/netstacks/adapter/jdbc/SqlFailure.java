package io.netstacks.adapter.jdbc;

import io.netstacks.spi.error.StoreException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a failure of the database means. Its message quotes the state, never the statement, whose arguments are nobody's
 * business. Immutable.
 */
final class SqlFailure {

    private static final String LOCKED_BY_ANOTHER = "90020";
    private static final String DISK_FULL = "53100";
    private static final String H2_READ_ONLY = "90097";
    private static final String POSTGRESQL_READ_ONLY = "25006";
    private static final String DAMAGED = "90030";

    private final Throwable failure;
    private final Optional<SQLException> sql;

    private SqlFailure(Throwable failure, Optional<SQLException> sql) {
        this.failure = failure;
        this.sql = sql;
    }

    static SqlFailure in(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return new SqlFailure(failure, Optional.of(found));
            }
        }
        return new SqlFailure(failure, Optional.empty());
    }

    /** Tells whether it was not the database that failed. */
    boolean isEmpty() {
        return sql.isEmpty();
    }

    /** Tells whether another transaction was in the way, so that the same again may succeed at once. */
    boolean isCollision() {
        // Serialization failure and deadlock of the standard and of PostgreSQL, concurrent update of H2
        return state().equals("40001") || state().equals("40P01") || state().equals("90131");
    }

    /** Tells whether the row, or one with the same unique value, was there already. */
    boolean isDouble() {
        return state().equals("23505");
    }

    /** Tells whether an established connection broke; one that could not be had is another matter. */
    boolean isDeadConnection() {
        return (state().startsWith("08") || state().startsWith("57P") || isClosed(state()))
                && sql.filter(e -> e instanceof SQLTransientException).isEmpty();
    }

    /**
     * Tells whether H2 closed the database under the connection, as it does when it cannot write its files; a new connection opens
     * it again.
     */
    static boolean isClosed(String state) {
        return state.equals("90067") // connection broken
                || state.equals("90098") // database closed
                || state.equals("90121"); // database closing
    }

    /** Tells whether a file could not be written or read. */
    private boolean filesFail() {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether the database is away or too busy. */
    boolean isOutage() {
        String state = state();
        if (state.equals(LOCKED_BY_ANOTHER) || state.startsWith("28")) {
            return false;
        }
        return state.startsWith("08") // connection
                || state.startsWith("57P") // PostgreSQL is shutting down or was told to end the session
                || state.startsWith("53") // PostgreSQL has no room or no connections left
                || state.startsWith("HYT") // time-out
                || isClosed(state)
                || filesFail()
                || sql.filter(e -> e instanceof SQLTransientException || e instanceof SQLRecoverableException)
                        .isPresent();
    }

    StoreException asStoreException(String what) {
        String shown = sql.map(e ->
                        " (SQL state " + e.getSQLState() + ", " + e.getClass().getSimpleName() + ")")
                .orElse("");
        Throwable cause = sql.<Throwable>map(e -> e).orElse(failure);
        return isOutage() || isCollision()
                ? new StoreException(what + ": " + reason() + shown, cause)
                : StoreException.permanent(what + ": " + reason() + shown, cause);
    }

    private String reason() {
        String state = state();
        if (state.equals(LOCKED_BY_ANOTHER)) {
            return "another process has this H2 database open: close it there, or share PostgreSQL";
        } else if (state.startsWith("28")) {
            return "the database refused the user or the password";
        } else if (state.equals(H2_READ_ONLY) || state.equals(POSTGRESQL_READ_ONLY)) {
            return "the database can only be read here, and nothing was stored: its files are write-protected, or its server is"
                    + " a standby";
        } else if (state.equals(DAMAGED)) {
            return "the file of the database is damaged, or none of H2's: restore it from a copy";
        } else if (state.startsWith("3D")) {
            return "there is no such database";
        } else if (state.equals(DISK_FULL) || (filesFail() && !state.startsWith("08"))) {
            return "the database cannot write or read its files, perhaps because the disk is full; what was being written may"
                    + " or may not be stored, so make room and read before you write again";
        } else if (isOutage() || isCollision()) {
            return "the database is away or too busy; what was being written may or may not be stored, so read before you"
                    + " write again";
        }
        return "the database refused, and nothing was stored";
    }

    private String state() {
        return sql.map(SQLException::getSQLState).orElse("");
    }
}
