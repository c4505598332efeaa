package io.netstacks.adapter.jdbc;

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

/** Step types; whoever changes or deletes one locks its row first. */
final class JdbcMopStepTypes implements MopStepTypeStore {

    private static final EditedRows<MopStepType> ROWS = new EditedRows<>(
            "step type",
            "{mop_step_type}",
            "id",
            List.of(
                    "name",
                    "description",
                    "category",
                    "icon",
                    "enabled",
                    "built_in",
                    "action",
                    "config",
                    "parameters_schema"),
            MopStepType::id,
            JdbcMopStepTypes::bind,
            JdbcMopStepTypes::read);

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcMopStepTypes(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    private static void bind(SqlStatement<?> statement, MopStepType type) {
        MopStepTypeDetails details = type.details();
        statement
                .bind("id", type.id())
                .bind("name", PortableText.key("the name of a step type", details.name()))
                .bind("description", PortableText.encode(details.description()))
                .bind("enabled", details.enabled())
                .bind("built_in", type.builtIn())
                .bind("action", details.action().name())
                .bind("config", PortableText.encode(JdbcJson.write(details.config())))
                .bind("parameters_schema", PortableText.encode(details.parametersSchema()));
        Columns.bindKey(statement, "category", "the category of a step type", details.category());
        Columns.bindKey(statement, "icon", "the icon of a step type", details.icon());
    }

    private static MopStepType read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        MopStepTypeDetails details = new MopStepTypeDetails(
                Columns.text(row, "name"),
                Columns.text(row, "description"),
                Columns.optionalText(row, "category"),
                Columns.optionalText(row, "icon"),
                row.getBoolean("enabled"),
                MopStepAction.valueOf(row.getString("action")),
                JdbcJson.strings(JdbcJson.read("the configuration of step type " + id, Columns.text(row, "config"))),
                Columns.text(row, "parameters_schema"));
        return new MopStepType(id, details, row.getBoolean("built_in"));
    }

    @Override
    public Stored<MopStepType> create(MopStepTypeDetails details) {
        return transactions.write("creating step type " + details.name(), handle -> {
            int attempt = 1;
            MopStepType type = new MopStepType(MopStepType.idOf(details.name(), attempt), details, false);
            while (!ROWS.insert(handle, backend, type)) {
                refuseName(handle, details.name());
                attempt++;
                type = new MopStepType(MopStepType.idOf(details.name(), attempt), details, false);
            }
            return ROWS.find(handle, backend, type.id()).orElseThrow();
        });
    }

    private void refuseName(Handle handle, String name) {
        if (ROWS.findBy(handle, backend, "name", name).isPresent()) {
            throw new ConflictException("there is a step type named \"" + name + "\" already");
        }
    }

    @Override
    public Stored<MopStepType> install(String id, MopStepTypeDetails details) {
        MopStepType type = new MopStepType(id, details, true);
        return transactions.write("installing step type " + id, handle -> {
            if (!ROWS.insert(handle, backend, type)) {
                Stored<MopStepType> old = ROWS.lock(handle, backend, id)
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
                    ROWS.replace(handle, backend, new MopStepType(id, kept, true));
                }
            }
            return ROWS.find(handle, backend, id).orElseThrow();
        });
    }

    @Override
    public Stored<MopStepType> update(String id, long expectedVersion, MopStepTypeDetails details) {
        return transactions.write("changing step type " + id, handle -> {
            Stored<MopStepType> old = ROWS.lock(handle, backend, id, expectedVersion);
            return ROWS.replace(handle, backend, old.value().with(details));
        });
    }

    @Override
    public Optional<Stored<MopStepType>> find(String id) {
        return transactions.read("reading step type " + id, handle -> ROWS.find(handle, backend, id));
    }

    @Override
    public Page<Stored<MopStepType>> list(PageRequest page) {
        return transactions.read("listing step types", handle -> ROWS.page(handle, backend, page));
    }

    @Override
    public boolean delete(String id) {
        return transactions.write("deleting step type " + id, handle -> {
            ROWS.lock(handle, backend, id)
                    .filter(type -> type.value().builtIn())
                    .ifPresent(type -> {
                        throw InvalidInputException.of(
                                "step type " + id + " is built in: it cannot be deleted, but it can be disabled");
                    });
            return ROWS.delete(handle, backend, id);
        });
    }
}
