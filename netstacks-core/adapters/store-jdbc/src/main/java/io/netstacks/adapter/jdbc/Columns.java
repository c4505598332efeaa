package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.StoreTime;
import io.netstacks.spi.store.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** Writes and reads the types that all tables use: portable text and UTC times. */
final class Columns {

    private Columns() {}

    static OffsetDateTime utc(Instant time) {
        return StoreTime.micros(time).atOffset(ZoneOffset.UTC);
    }

    static void bind(SqlStatement<?> statement, String name, Optional<String> text) {
        statement.bindByType(name, text.map(PortableText::encode).orElse(null), String.class);
    }

    /** Binds what is searched by, see {@link PortableText#key}. */
    static void bindKey(SqlStatement<?> statement, String name, String what, Optional<String> text) {
        statement.bindByType(
                name, text.map(value -> PortableText.key(what, value)).orElse(null), String.class);
    }

    static void bindTime(SqlStatement<?> statement, String name, Optional<Instant> time) {
        statement.bindByType(name, time.map(Columns::utc).orElse(null), OffsetDateTime.class);
    }

    static String text(ResultSet row, String column) throws SQLException {
        return PortableText.decode(row.getString(column));
    }

    static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(PortableText::decode);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** Returns a value with the version and the times of its row. */
    static <T> Stored<T> stored(ResultSet row, T value) throws SQLException {
        return new Stored<>(value, row.getLong("version"), time(row, "created_at"), time(row, "updated_at"));
    }
}
