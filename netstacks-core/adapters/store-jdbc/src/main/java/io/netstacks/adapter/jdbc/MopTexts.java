package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopId;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * The texts of MOPs and of their executions: compressed, then encrypted, each under a name that says what it is of which
 * record. Works within the transaction of its caller. Immutable.
 */
record MopTexts(JdbcBackend backend) {

    static final String PURPOSE = "mop-text";

    /**
     * A text's place.
     *
     * @param name its name
     * @param mopId the MOP that it belongs to; empty if it belongs to an execution
     * @param executionId the execution that it belongs to; empty if it belongs to a MOP
     */
    record Place(String name, Optional<MopId> mopId, Optional<MopExecutionId> executionId) {}

    static Place document(MopId mopId, long number) {
        return new Place("document/" + number + "/" + mopId, Optional.of(mopId), Optional.empty());
    }

    static Place variables(MopExecutionId executionId) {
        return new Place("variables/" + executionId, Optional.empty(), Optional.of(executionId));
    }

    static Place memory(MopExecutionId executionId) {
        return new Place("memory/" + executionId, Optional.empty(), Optional.of(executionId));
    }

    static Place output(MopExecutionId executionId, long number) {
        return new Place("output/" + number + "/" + executionId, Optional.empty(), Optional.of(executionId));
    }

    void insert(Handle handle, Place place, String text) {
        try (Update insert =
                handle.createUpdate(backend.sql("INSERT INTO {mop_text} (name, mop_id, execution_id, key_id, sealed)"
                        + " VALUES (:name, :mop, :execution, :key, :sealed)"))) {
            Columns.bind(insert, "mop", place.mopId().map(MopId::value));
            Columns.bind(insert, "execution", place.executionId().map(MopExecutionId::value));
            bind(insert, place, text).execute();
        }
    }

    /** Writes a text that may be there; the row of its record is locked. */
    void replace(Handle handle, Place place, String text) {
        try (Update update = handle.createUpdate(
                backend.sql("UPDATE {mop_text} SET key_id = :key, sealed = :sealed WHERE name = :name"))) {
            if (bind(update, place, text).execute() == 1) {
                return;
            }
        }
        insert(handle, place, text);
    }

    private Update bind(Update statement, Place place, String text) {
        byte[] clear = ConfigTextCodec.write(text);
        try {
            byte[] sealed = backend.box().seal(PURPOSE, place.name(), clear);
            return statement
                    .bind("name", PortableText.encode(place.name()))
                    .bind("key", SecretBox.keyId(sealed))
                    .bind("sealed", sealed);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    Optional<String> find(Handle handle, Place place) {
        return handle.createQuery(backend.sql("SELECT sealed FROM {mop_text} WHERE name = :name"))
                .bind("name", PortableText.encode(place.name()))
                .map((row, context) -> open(place.name(), row.getBytes("sealed")))
                .findOne();
    }

    private String open(String name, byte[] sealed) {
        byte[] clear = backend.box().open(PURPOSE, name, sealed);
        try {
            return ConfigTextCodec.read(name, clear);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }
}
