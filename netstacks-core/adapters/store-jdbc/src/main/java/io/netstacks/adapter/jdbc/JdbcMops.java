package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.mop.Mop;
import io.netstacks.spi.mop.MopDetails;
import io.netstacks.spi.mop.MopExecutionId;
import io.netstacks.spi.mop.MopId;
import io.netstacks.spi.mop.MopRevision;
import io.netstacks.spi.mop.MopText;
import io.netstacks.spi.mop.MopVersion;
import io.netstacks.spi.store.MopStore;
import io.netstacks.spi.store.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/** MOPs; whoever changes or deletes one, or begins an execution of it, locks its row first. */
final class JdbcMops implements MopStore {

    private static final NumberedRows VERSIONS =
            new NumberedRows("MOP", "{mop}", "versions", "{mop_version}", "mop_id");

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final MopTexts texts;

    JdbcMops(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        texts = new MopTexts(backend);
    }

    @Override
    public Stored<Mop> create(MopId id, MopDetails details, MopRevision first) {
        Mop mop = new Mop(id, details, 1, first.text().hash(), first.author());
        return transactions.write("creating MOP " + id, handle -> {
            boolean added = backend.dialect()
                    .insertIfAbsent(
                            handle,
                            backend.sql("INSERT INTO {mop} (id, name, description, enabled, latest_hash, created_by,"
                                    + " versions, version, created_at, updated_at) VALUES (:id, :name, :description,"
                                    + " :enabled, :hash, :createdBy, 0, 1, :now, :now)"),
                            insert -> bind(insert, mop)
                                    .bind("createdBy", PortableText.key("who made a MOP", mop.createdBy())));
            if (!added) {
                throw select(handle, "id", id.value(), "").isPresent()
                        ? new ConflictException("there is a MOP " + id + " already")
                        : nameIsTaken(details.name());
            }
            addVersion(handle, id, first);
            return select(handle, "id", id.value(), "").orElseThrow();
        });
    }

    private void addVersion(Handle handle, MopId id, MopRevision revision) {
        Sequenced<MopVersion> added = VERSIONS.add(
                        handle,
                        backend,
                        id.value(),
                        "INSERT INTO {mop_version} (mop_id, number, hash, characters, author, saved_at)"
                                + " VALUES (:owner, :number, :hash, :characters, :author, :savedAt)",
                        List.of(MopVersion.of(revision, backend.now())),
                        (insert, version) -> insert.bind("hash", version.hash())
                                .bind("characters", version.characters())
                                .bind("author", PortableText.key("the author of a MOP", version.author()))
                                .bind("savedAt", utc(version.savedAt())))
                .get(0);
        texts.insert(
                handle, MopTexts.document(id, added.sequence()), revision.text().reveal());
    }

    @Override
    public Stored<Mop> update(MopId id, long expectedVersion, MopDetails details) {
        return change(id, expectedVersion, details, Optional.empty());
    }

    @Override
    public Stored<Mop> revise(MopId id, long expectedVersion, MopDetails details, MopRevision revision) {
        return change(id, expectedVersion, details, Optional.of(revision));
    }

    private Stored<Mop> change(MopId id, long expectedVersion, MopDetails details, Optional<MopRevision> revision) {
        return transactions.write("changing MOP " + id, handle -> {
            Mop old = VersionCheck.of("MOP " + id, select(handle, "id", id.value(), " FOR UPDATE"), expectedVersion)
                    .value();
            if (select(handle, "name", details.name(), "")
                    .filter(other -> !other.value().id().equals(id))
                    .isPresent()) {
                throw nameIsTaken(details.name());
            }
            Optional<MopRevision> fresh = revision.filter(given -> old.isChangedBy(given.text()));
            Mop changed = old.with(details);
            write(handle, fresh.map(given -> changed.revised(given.text())).orElse(changed));
            fresh.ifPresent(given -> addVersion(handle, id, given));
            return select(handle, "id", id.value(), "").orElseThrow();
        });
    }

    private void write(Handle handle, Mop changed) {
        try (Update update =
                handle.createUpdate(backend.sql("UPDATE {mop} SET name = :name, description = :description,"
                        + " enabled = :enabled, latest_hash = :hash, version = version + 1, updated_at = :now"
                        + " WHERE id = :id"))) {
            bind(update, changed).execute();
        } catch (UnableToExecuteStatementException e) {
            if (SqlFailure.in(e).isDouble()) { // somebody else took the name at the same moment
                throw nameIsTaken(changed.details().name());
            }
            throw e;
        }
    }

    private <S extends SqlStatement<S>> S bind(S statement, Mop mop) {
        return statement
                .bind("id", PortableText.key("the id of a MOP", mop.id().value()))
                .bind(
                        "name",
                        PortableText.key("the name of a MOP", mop.details().name()))
                .bind("description", PortableText.encode(mop.details().description()))
                .bind("enabled", mop.details().enabled())
                .bind("hash", mop.latestHash())
                .bind("now", utc(backend.now()));
    }

    private static ConflictException nameIsTaken(String name) {
        return new ConflictException("there is a MOP named \"" + name + "\" already");
    }

    @Override
    public Optional<Stored<Mop>> find(MopId id) {
        return transactions.read("reading MOP " + id, handle -> select(handle, "id", id.value(), ""));
    }

    @Override
    public Optional<Stored<Mop>> findByName(String name) {
        return transactions.read("reading MOP \"" + name + "\"", handle -> select(handle, "name", name, ""));
    }

    private Optional<Stored<Mop>> select(Handle handle, String column, String value, String locking) {
        return handle.createQuery(backend.sql("SELECT * FROM {mop} WHERE " + column + " = :value" + locking))
                .bind("value", PortableText.encode(value))
                .map((row, context) -> mop(row))
                .findOne();
    }

    @Override
    public Page<Stored<Mop>> list(PageRequest page) {
        List<Stored<Mop>> rows = transactions.read(
                "listing MOPs",
                handle -> handle.createQuery(
                                backend.sql("SELECT * FROM {mop} WHERE name > :after ORDER BY name LIMIT :limit"))
                        .bind("after", PortableText.encode(page.after().orElse("")))
                        .bind("limit", page.size() + 1)
                        .map((row, context) -> mop(row))
                        .list());
        return Pages.of(rows, page, row -> row, row -> row.value().details().name());
    }

    private static Stored<Mop> mop(ResultSet row) throws SQLException {
        return Columns.stored(
                row,
                new Mop(
                        new MopId(Columns.text(row, "id")),
                        new MopDetails(
                                Columns.text(row, "name"), Columns.text(row, "description"), row.getBoolean("enabled")),
                        row.getLong("versions"),
                        row.getString("latest_hash"),
                        Columns.text(row, "created_by")));
    }

    @Override
    public Page<Sequenced<MopVersion>> versions(MopId id, PageRequest page) {
        return transactions.read(
                "listing versions of MOP " + id,
                handle -> VERSIONS.page(handle, backend, id.value(), page, (row, context) -> version(row)));
    }

    @Override
    public Optional<MopVersion> version(MopId id, long number) {
        return transactions.read(
                "reading version " + number + " of MOP " + id,
                handle -> handle.createQuery(
                                backend.sql("SELECT * FROM {mop_version} WHERE mop_id = :id AND number = :number"))
                        .bind("id", PortableText.encode(id.value()))
                        .bind("number", number)
                        .map((row, context) -> version(row))
                        .findOne());
    }

    private static MopVersion version(ResultSet row) throws SQLException {
        return new MopVersion(
                row.getString("hash"),
                row.getInt("characters"),
                Columns.text(row, "author"),
                Columns.time(row, "saved_at"));
    }

    @Override
    public Optional<MopText> text(MopId id, long number) {
        return transactions.read(
                "reading the text of version " + number + " of MOP " + id,
                handle -> texts.find(handle, MopTexts.document(id, number)).map(MopText::of));
    }

    @Override
    public boolean delete(MopId id) {
        return transactions.write("deleting MOP " + id, handle -> {
            if (select(handle, "id", id.value(), " FOR UPDATE").isEmpty()) {
                return false;
            }
            openExecution(handle, backend, id).ifPresent(open -> {
                throw new ConflictException("execution " + open + " of MOP " + id
                        + " is not over: cancel it and wait until it is, then delete the MOP");
            });
            return handle.createUpdate(backend.sql("DELETE FROM {mop} WHERE id = :id"))
                            .bind("id", PortableText.encode(id.value()))
                            .execute()
                    == 1;
        });
    }

    /** Returns an execution of a MOP that is not over; its row is locked, so none begins meanwhile. */
    static Optional<MopExecutionId> openExecution(Handle handle, JdbcBackend backend, MopId mopId) {
        return handle.createQuery(
                        backend.sql("SELECT id FROM {mop_execution} WHERE mop_id = :mop AND ended_at IS NULL LIMIT 1"))
                .bind("mop", PortableText.encode(mopId.value()))
                .map((row, context) -> new MopExecutionId(Columns.text(row, "id")))
                .findOne();
    }

    @Override
    public long count() {
        return transactions.read(
                "counting MOPs",
                handle -> handle.createQuery(backend.sql("SELECT COUNT(*) FROM {mop}"))
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public int rotate() {
        return new KeyRotation(backend, transactions).rotate("{mop_text}", "name", MopTexts.PURPOSE);
    }
}
