package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.TemplateUsers;
import io.netstacks.core.store.VersionCheck;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.TemplateStore;
import io.netstacks.spi.template.Template;
import io.netstacks.spi.template.TemplateDraft;
import io.netstacks.spi.template.TemplateKind;
import io.netstacks.spi.template.TemplateNames;
import io.netstacks.spi.template.TemplateQuery;
import io.netstacks.spi.template.TemplateSummary;
import io.netstacks.spi.template.TemplateText;
import io.netstacks.spi.template.TemplateUse;
import io.netstacks.spi.template.TemplateVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Templates; whoever changes one locks its row first. */
final class JdbcTemplates implements TemplateStore {

    private static final String JOINED =
            " FROM {template} t JOIN {template_version} v ON v.template = t.name AND v.number = t.latest";

    private static final String WITH_TEXT =
            "SELECT t.*, v.number, v.hash, v.characters, v.author, v.at, v.text" + JOINED;

    private static final String WITHOUT_TEXT = "SELECT t.*, v.number, v.hash, v.characters, v.author, v.at" + JOINED;

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final TemplateUses uses;

    JdbcTemplates(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        uses = new TemplateUses(backend);
    }

    @Override
    public Stored<Template> create(TemplateDraft draft) {
        return transactions.write("creating template " + draft.name(), handle -> {
            boolean added = backend.dialect()
                    .insertIfAbsent(
                            handle,
                            backend.sql("INSERT INTO {template} (name, kind, platforms, validation_template,"
                                    + " delete_template, variables, description, latest, version, created_at,"
                                    + " updated_at) VALUES (:name, :kind, :platforms, :validating, :deleting,"
                                    + " :variables, :description, 1, 1, :now, :now)"),
                            insert -> {
                                TemplateRows.bind(insert, draft.name(), draft.details());
                                insert.bind("now", utc(backend.now()));
                            });
            if (!added) {
                throw new ConflictException("there is a template " + draft.name() + " already");
            }
            addVersion(handle, draft, 1);
            return select(handle, draft.name()).orElseThrow();
        });
    }

    private void addVersion(Handle handle, TemplateDraft draft, long number) {
        TemplateText text =
                new TemplateText(TemplateVersion.of(number, draft.text(), draft.author(), backend.now()), draft.text());
        try (var insert =
                handle.createUpdate(backend.sql("INSERT INTO {template_version} (template, number, hash, characters,"
                        + " author, at, text) VALUES (:template, :number, :hash, :characters, :author, :at, :text)"))) {
            TemplateRows.bind(insert, draft.name(), text);
            insert.execute();
        }
    }

    @Override
    public Stored<Template> update(TemplateDraft draft, long expectedVersion) {
        return transactions.write("changing template " + draft.name(), handle -> {
            lock(handle, draft.name());
            Stored<Template> old =
                    VersionCheck.of("template " + draft.name(), select(handle, draft.name()), expectedVersion);
            long latest = old.value().version().number();
            boolean newText = !old.value().text().equals(draft.text());
            if (newText) {
                addVersion(handle, draft, latest + 1);
            }
            try (var update = handle.createUpdate(backend.sql("UPDATE {template} SET kind = :kind,"
                    + " platforms = :platforms, validation_template = :validating, delete_template = :deleting,"
                    + " variables = :variables, description = :description, latest = :latest, version = version + 1,"
                    + " updated_at = :now WHERE name = :name"))) {
                TemplateRows.bind(update, draft.name(), draft.details());
                update.bind("latest", newText ? latest + 1 : latest)
                        .bind("now", utc(backend.now()))
                        .execute();
            }
            return select(handle, draft.name()).orElseThrow();
        });
    }

    private void lock(Handle handle, String name) {
        handle.createQuery(backend.sql("SELECT name FROM {template} WHERE name = :name FOR UPDATE"))
                .bind("name", PortableText.encode(name))
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public Optional<Stored<Template>> find(String name) {
        return transactions.read("reading template " + name, handle -> select(handle, TemplateNames.stripped(name)));
    }

    private Optional<Stored<Template>> select(Handle handle, String name) {
        return handle.createQuery(backend.sql(WITH_TEXT + " WHERE t.name = :name"))
                .bind("name", PortableText.encode(name))
                .map((row, context) -> Columns.stored(row, TemplateRows.template(row)))
                .findOne();
    }

    @Override
    public Page<Stored<TemplateSummary>> list(TemplateQuery query, PageRequest page) {
        NamedQuery named = new NamedQuery(WITHOUT_TEXT, "t.name")
                .where("t.kind = :kind", "kind", query.kind().map(Enum::name));
        return transactions.read(
                "listing templates",
                handle -> named.page(
                        handle,
                        backend,
                        page,
                        (row, context) -> Columns.stored(row, TemplateRows.summary(row)),
                        row -> row.value().name()));
    }

    @Override
    public Page<TemplateVersion> versions(String name, PageRequest page) {
        long before = page.after().isPresent() ? Pages.numberBefore(page) : Long.MAX_VALUE;
        List<TemplateVersion> found = transactions.read(
                "reading the versions of template " + name,
                handle -> handle.createQuery(backend.sql("SELECT number, hash, characters, author, at"
                                + " FROM {template_version} WHERE template = :name AND number < :before"
                                + " ORDER BY number DESC LIMIT :limit"))
                        .bind("name", PortableText.encode(TemplateNames.stripped(name)))
                        .bind("before", before)
                        .bind("limit", page.size() + 1)
                        .map((row, context) -> TemplateRows.version(row))
                        .list());
        return Pages.of(found, page, version -> version, version -> Long.toString(version.number()));
    }

    @Override
    public Optional<TemplateText> version(String name, long number) {
        return transactions.read(
                "reading version " + number + " of template " + name,
                handle -> handle.createQuery(backend.sql(
                                "SELECT * FROM {template_version} WHERE template = :name AND number = :number"))
                        .bind("name", PortableText.encode(TemplateNames.stripped(name)))
                        .bind("number", number)
                        .map((row, context) -> TemplateRows.text(row))
                        .findOne());
    }

    @Override
    public List<TemplateUse> uses(String name) {
        return transactions.read(
                "looking for the users of template " + name, handle -> uses.of(handle, TemplateNames.stripped(name)));
    }

    @Override
    public Map<TemplateKind, Long> countByKind() {
        return transactions.read(
                "counting templates",
                handle -> RowCounts.of(handle, backend, TemplateKind.class, "{template}", "kind", ""));
    }

    @Override
    public boolean delete(String name) {
        String template = TemplateNames.stripped(name);
        return transactions.write("deleting template " + template, handle -> {
            TemplateUsers.refuse(template, uses.of(handle, template));
            return delete(handle, template);
        });
    }

    @Override
    public boolean deleteAnyway(String name) {
        String template = TemplateNames.stripped(name);
        return transactions.write("deleting template " + template, handle -> delete(handle, template));
    }

    private boolean delete(Handle handle, String name) {
        return handle.createUpdate(backend.sql("DELETE FROM {template} WHERE name = :name"))
                        .bind("name", PortableText.encode(name))
                        .execute()
                == 1;
    }
}
