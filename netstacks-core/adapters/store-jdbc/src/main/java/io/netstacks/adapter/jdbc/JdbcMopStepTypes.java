package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.mop.MopStepAction;
import io.netstacks.spi.mop.MopStepType;
import io.netstacks.spi.mop.MopStepTypeDetails;
import io.netstacks.spi.store.MopStepTypeStore;
import io.netstacks.spi.store.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** Step types; whoever changes or deletes one locks its row first. */
final class JdbcMopStepTypes implements MopStepTypeStore {

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcMopStepTypes(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public Stored<MopStepType> create(MopStepTypeDetails details) {
        return transactions.write("creating step type " + details.name(), handle -> {
            int attempt = 1;
            MopStepType type = new MopStepType(MopStepType.idOf(details.name(), attempt), details, false);
            while (!insert(handle, type)) {
                refuseName(handle, details.name());
                attempt++;
                type = new MopStepType(MopStepType.idOf(details.name(), attempt), details, false);
            }
            return select(handle, "id", type.id(), "").orElseThrow();
        });
    }

    private void refuseName(Handle handle, String name) {
        if (select(handle, "name", name, "").isPresent()) {
            throw new ConflictException("there is a step type named \"" + name + "\" already");
        }
    }

    @Override
    public Stored<MopStepType> install(String id, MopStepTypeDetails details) {
        MopStepType type = new MopStepType(id, details, true);
        return transactions.write("installing step type " + id, handle -> {
            if (!insert(handle, type)) {
                Stored<MopStepType> old = select(handle, "id", id, " FOR UPDATE")
                        .orElseThrow(() ->
                                new ConflictException("there is a step type named \"" + details.name() + "\" already"));
                if (!old.value().builtIn()) {
                    throw new ConflictException("people made a step type " + id + " already");
                }
                MopStepTypeDetails kept = details.enabled(old.value().details().enabled());
                if (!kept.name().equals(old.value().details().name())) {
                    refuseName(handle, kept.name());
                }
                if (!kept.equals(old.value().details())) {
                    write(handle, new MopStepType(id, kept, true));
                }
            }
            return select(handle, "id", id, "").orElseThrow();
        });
    }

    @Override
    public Stored<MopStepType> update(String id, long expectedVersion, MopStepTypeDetails details) {
        return transactions.write("changing step type " + id, handle -> {
            Stored<MopStepType> old =
                    VersionCheck.of("step type " + id, select(handle, "id", id, " FOR UPDATE"), expectedVersion);
            write(handle, old.value().with(details));
            return select(handle, "id", id, "").orElseThrow();
        });
    }

    private boolean insert(Handle handle, MopStepType type) {
        return backend.dialect()
                .insertIfAbsent(
                        handle,
                        backend.sql("INSERT INTO {mop_step_type} (id, name, description, category, icon, enabled,"
                                + " built_in, action, config, parameters_schema, version, created_at, updated_at)"
                                + " VALUES (:id, :name, :description, :category, :icon, :enabled, :builtIn, :action,"
                                + " :config, :schema, 1, :now, :now)"),
                        insert -> bind(insert, type).bind("builtIn", type.builtIn()));
    }

    private void write(Handle handle, MopStepType type) {
        try (Update update =
                handle.createUpdate(backend.sql("UPDATE {mop_step_type} SET name = :name, description = :description,"
                        + " category = :category, icon = :icon, enabled = :enabled, action = :action,"
                        + " config = :config, parameters_schema = :schema, version = version + 1,"
                        + " updated_at = :now WHERE id = :id"))) {
            bind(update, type).execute();
        }
    }

    private <S extends SqlStatement<S>> S bind(S statement, MopStepType type) {
        MopStepTypeDetails details = type.details();
        details.category().ifPresent(text -> PortableText.key("the category of a step type", text));
        details.icon().ifPresent(text -> PortableText.key("the icon of a step type", text));
        Columns.bind(statement, "category", details.category());
        Columns.bind(statement, "icon", details.icon());
        return statement
                .bind("id", type.id())
                .bind("name", PortableText.key("the name of a step type", details.name()))
                .bind("description", PortableText.encode(details.description()))
                .bind("enabled", details.enabled())
                .bind("action", details.action().name())
                .bind("config", PortableText.encode(JdbcJson.write(details.config())))
                .bind("schema", PortableText.encode(details.parametersSchema()))
                .bind("now", utc(backend.now()));
    }

    @Override
    public Optional<Stored<MopStepType>> find(String id) {
        return transactions.read("reading step type " + id, handle -> select(handle, "id", id, ""));
    }

    private Optional<Stored<MopStepType>> select(Handle handle, String column, String value, String locking) {
        return handle.createQuery(backend.sql("SELECT * FROM {mop_step_type} WHERE " + column + " = :value" + locking))
                .bind("value", PortableText.encode(value))
                .map((row, context) -> type(row))
                .findOne();
    }

    @Override
    public Page<Stored<MopStepType>> list(PageRequest page) {
        List<Stored<MopStepType>> rows = transactions.read(
                "listing step types",
                handle -> handle.createQuery(
                                backend.sql("SELECT * FROM {mop_step_type} WHERE id > :after ORDER BY id LIMIT :limit"))
                        .bind("after", PortableText.encode(page.after().orElse("")))
                        .bind("limit", page.size() + 1)
                        .map((row, context) -> type(row))
                        .list());
        return Pages.of(rows, page, row -> row, row -> row.value().id());
    }

    @Override
    public boolean delete(String id) {
        return transactions.write("deleting step type " + id, handle -> {
            Optional<Stored<MopStepType>> found = select(handle, "id", id, " FOR UPDATE");
            found.filter(type -> type.value().builtIn()).ifPresent(type -> {
                throw InvalidInputException.of(
                        "step type " + id + " is built in: it cannot be deleted, but it can be disabled");
            });
            return found.isPresent()
                    && handle.createUpdate(backend.sql("DELETE FROM {mop_step_type} WHERE id = :id"))
                                    .bind("id", id)
                                    .execute()
                            == 1;
        });
    }

    private static Stored<MopStepType> type(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return Columns.stored(
                row,
                new MopStepType(
                        id,
                        new MopStepTypeDetails(
                                Columns.text(row, "name"),
                                Columns.text(row, "description"),
                                Columns.optionalText(row, "category"),
                                Columns.optionalText(row, "icon"),
                                row.getBoolean("enabled"),
                                MopStepAction.valueOf(row.getString("action")),
                                JdbcJson.strings(JdbcJson.read(
                                        "the configuration of step type " + id, Columns.text(row, "config"))),
                                Columns.text(row, "parameters_schema")),
                        row.getBoolean("built_in")));
    }
}
