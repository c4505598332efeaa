package io.netstacks.core.internal.store;

import io.netstacks.core.store.Pages;
import io.netstacks.core.store.StoreTime;
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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

final class MemoryTemplates implements TemplateStore {

    /** A template with all of its texts, the oldest first. */
    private record Row(Stored<Template> template, List<TemplateText> texts) {}

    private final MemoryJournal journal;
    private final Clock clock;
    private final List<MemoryTemplateUsers> users;
    private final MemoryTable<String, Row> templates;

    MemoryTemplates(MemoryJournal journal, Clock clock, List<MemoryTemplateUsers> users) {
        this.journal = journal;
        this.clock = clock;
        this.users = users;
        templates = new MemoryTable<>(journal);
    }

    @Override
    public Stored<Template> create(TemplateDraft draft) {
        return journal.atomically(() -> {
            if (templates.has(draft.name())) {
                throw new ConflictException("there is a template " + draft.name() + " already");
            }
            Instant now = now();
            TemplateText text = text(draft, 1, now);
            Stored<Template> row = new Stored<>(new Template(draft.name(), draft.details(), text), 1, now, now);
            templates.put(draft.name(), new Row(row, List.of(text)));
            return row;
        });
    }

    private static TemplateText text(TemplateDraft draft, long number, Instant now) {
        return new TemplateText(TemplateVersion.of(number, draft.text(), draft.author(), now), draft.text());
    }

    private Instant now() {
        return StoreTime.micros(clock.instant());
    }

    @Override
    public Stored<Template> update(TemplateDraft draft, long expectedVersion) {
        return journal.atomically(() -> {
            Optional<Row> found = templates.find(draft.name());
            Stored<Template> old =
                    VersionCheck.of("template " + draft.name(), found.map(Row::template), expectedVersion);
            List<TemplateText> texts = new ArrayList<>(found.orElseThrow().texts());
            if (!old.value().text().equals(draft.text())) {
                texts.add(text(draft, texts.size() + 1L, now()));
            }
            Template changed = new Template(draft.name(), draft.details(), texts.get(texts.size() - 1));
            Stored<Template> row = new Stored<>(changed, old.version() + 1, old.createdAt(), now());
            templates.put(draft.name(), new Row(row, List.copyOf(texts)));
            return row;
        });
    }

    @Override
    public Optional<Stored<Template>> find(String name) {
        return journal.atomically(() -> row(name).map(Row::template));
    }

    private Optional<Row> row(String name) {
        return templates.find(TemplateNames.stripped(name));
    }

    @Override
    public Page<Stored<TemplateSummary>> list(TemplateQuery query, PageRequest page) {
        return journal.atomically(() -> {
            Collection<Row> rows = page.after().map(templates::after).orElseGet(templates::all);
            List<Stored<TemplateSummary>> found = rows.stream()
                    .map(Row::template)
                    .filter(row -> query.kind()
                            .map(row.value().details().kind()::equals)
                            .orElse(true))
                    .limit(page.size() + 1L)
                    .map(row -> new Stored<>(row.value().summary(), row.version(), row.createdAt(), row.updatedAt()))
                    .toList();
            return Pages.of(found, page, row -> row, row -> row.value().name());
        });
    }

    @Override
    public Page<TemplateVersion> versions(String name, PageRequest page) {
        long before = page.after().isPresent() ? Pages.numberBefore(page) : Long.MAX_VALUE;
        return journal.atomically(() -> {
            List<TemplateVersion> found = new ArrayList<>(row(name).map(Row::texts).orElse(List.of()).stream()
                    .map(TemplateText::version)
                    .filter(version -> version.number() < before)
                    .toList());
            Collections.reverse(found);
            return Pages.of(found, page, version -> version, version -> Long.toString(version.number()));
        });
    }

    @Override
    public Optional<TemplateText> version(String name, long number) {
        return journal.atomically(() -> row(name).map(Row::texts).orElse(List.of()).stream()
                .filter(text -> text.version().number() == number)
                .findFirst());
    }

    @Override
    public List<TemplateUse> uses(String name) {
        String template = TemplateNames.stripped(name);
        return journal.atomically(() -> {
            List<TemplateUse> uses = new ArrayList<>(templates.all().stream()
                    .map(row -> row.template().value())
                    .filter(other -> other.details()
                                    .validationTemplate()
                                    .filter(template::equals)
                                    .isPresent()
                            || other.details()
                                    .deleteTemplate()
                                    .filter(template::equals)
                                    .isPresent())
                    .limit(MOST_USES)
                    .map(other -> new TemplateUse(TemplateUse.User.TEMPLATE, other.name()))
                    .toList());
            users.forEach(user -> uses.addAll(user.usesOf(template)));
            return List.copyOf(uses);
        });
    }

    @Override
    public Map<TemplateKind, Long> countByKind() {
        return journal.atomically(() -> templates.all().stream()
                .collect(Collectors.groupingBy(
                        row -> row.template().value().details().kind(), TreeMap::new, Collectors.counting())));
    }

    @Override
    public boolean delete(String name) {
        String template = TemplateNames.stripped(name);
        return journal.atomically(() -> {
            TemplateUsers.refuse(template, uses(template));
            return templates.remove(template);
        });
    }

    @Override
    public boolean deleteAnyway(String name) {
        return journal.atomically(() -> templates.remove(TemplateNames.stripped(name)));
    }
}
