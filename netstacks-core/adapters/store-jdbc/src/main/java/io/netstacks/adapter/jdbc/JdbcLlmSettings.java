package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.agent.LlmSettings;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.store.LlmSettingsStore;
import io.netstacks.spi.store.Stored;
import java.util.List;
import java.util.Optional;

/** Providers of language models; what is read and written about them leaves the two columns of the key alone. */
final class JdbcLlmSettings implements LlmSettingsStore {

    private static final String WHAT = "provider of language models";
    private static final SealedText KEY = new SealedText("llm-key");

    private static final EditedRows<LlmSettings> ROWS = new EditedRows<>(
            WHAT,
            "{llm_provider}",
            "name",
            List.of("enabled", "document"),
            LlmSettings::name,
            (statement, settings) -> statement
                    .bind("name", PortableText.key("the name of a " + WHAT, settings.name()))
                    .bind("enabled", settings.enabled())
                    .bind("document", PortableText.encode(AgentDocument.write(settings))),
            row -> AgentDocument.settings(
                    Columns.text(row, "name"), row.getBoolean("enabled"), Columns.text(row, "document")));

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final EditedTable<LlmSettings> providers;
    private final DefaultChoice choice;

    JdbcLlmSettings(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        providers = new EditedTable<>(backend, transactions, ROWS, "providers of language models");
        choice = new DefaultChoice(backend, transactions, WHAT, "llm-provider", "{llm_provider}");
    }

    @Override
    public Stored<LlmSettings> save(LlmSettings settings) {
        return providers.save(settings);
    }

    @Override
    public Stored<LlmSettings> update(LlmSettings settings, long expectedVersion) {
        return providers.update(settings, expectedVersion);
    }

    @Override
    public Optional<Stored<LlmSettings>> find(String name) {
        return providers.find(name);
    }

    @Override
    public Page<Stored<LlmSettings>> list(PageRequest page) {
        return providers.page(page);
    }

    @Override
    public void setDefault(String name) {
        choice.set(name);
    }

    @Override
    public void clearDefault() {
        choice.clear();
    }

    @Override
    public Optional<String> defaultName() {
        return choice.name();
    }

    @Override
    public void setApiKey(String name, Secret key) {
        byte[] sealed = KEY.seal(backend.box(), name, LlmSettingsStore.checked(name, key));
        boolean there = transactions.write(
                "keeping the key of " + name,
                handle -> handle.createUpdate(backend.sql(
                                        "UPDATE {llm_provider} SET key_id = :key, sealed = :sealed WHERE name = :name"))
                                .bind("key", SecretBox.keyId(sealed))
                                .bind("sealed", sealed)
                                .bind("name", PortableText.encode(name))
                                .execute()
                        == 1);
        if (!there) {
            throw NotFoundException.of(WHAT, name, List.of());
        }
    }

    @Override
    public boolean clearApiKey(String name) {
        return transactions.write(
                "forgetting the key of " + name,
                handle -> handle.createUpdate(backend.sql("UPDATE {llm_provider} SET key_id = NULL, sealed = NULL"
                                        + " WHERE name = :name AND key_id IS NOT NULL"))
                                .bind("name", PortableText.encode(name))
                                .execute()
                        == 1);
    }

    @Override
    public boolean hasApiKey(String name) {
        return transactions.read(
                "looking for the key of " + name,
                handle -> handle.createQuery(backend.sql(
                                "SELECT key_id FROM {llm_provider} WHERE name = :name AND key_id IS NOT NULL"))
                        .bind("name", PortableText.encode(name))
                        .mapTo(String.class)
                        .findOne()
                        .isPresent());
    }

    @Override
    public Optional<Secret> apiKey(String name) {
        Optional<byte[]> sealed = transactions.read(
                "reading the key of " + name,
                handle -> handle.createQuery(backend.sql(
                                "SELECT sealed FROM {llm_provider} WHERE name = :name AND key_id IS NOT NULL"))
                        .bind("name", PortableText.encode(name))
                        .map((row, context) -> row.getBytes("sealed"))
                        .findOne());
        return sealed.map(bytes -> KEY.open(backend.box(), name, bytes));
    }

    @Override
    public boolean delete(String name) {
        return transactions.write("deleting the " + WHAT + " " + name, handle -> {
            boolean deleted = ROWS.delete(handle, backend, name);
            choice.removed(handle, name);
            return deleted;
        });
    }

    @Override
    public int rotate() {
        return new KeyRotation(backend, transactions).rotate("{llm_provider}", "name", KEY.purpose());
    }
}
