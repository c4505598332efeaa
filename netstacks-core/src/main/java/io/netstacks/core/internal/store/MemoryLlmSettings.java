package io.netstacks.core.internal.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Secret;
import io.netstacks.spi.agent.LlmSettings;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.store.LlmSettingsStore;
import io.netstacks.spi.store.Stored;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Keeps copies of keys, and hands out copies: whoever wipes a secret wipes his own. */
final class MemoryLlmSettings implements LlmSettingsStore {

    private final MemoryJournal journal;
    private final MemoryRecords<LlmSettings> providers;
    private final MemoryTable<String, Secret> keys;
    private final MemoryDefault chosen;

    MemoryLlmSettings(MemoryJournal journal, Clock clock) {
        this.journal = journal;
        providers = new MemoryRecords<>("provider of language models", journal, clock, LlmSettings::name);
        keys = new MemoryTable<>(journal);
        chosen = new MemoryDefault("provider of language models", journal, providers::has);
    }

    @Override
    public Stored<LlmSettings> save(LlmSettings settings) {
        return journal.atomically(() -> providers.save(settings));
    }

    @Override
    public Stored<LlmSettings> update(LlmSettings settings, long expectedVersion) {
        return journal.atomically(() -> providers.update(settings, expectedVersion));
    }

    @Override
    public Optional<Stored<LlmSettings>> find(String name) {
        return journal.atomically(() -> providers.find(name));
    }

    @Override
    public Page<Stored<LlmSettings>> list(PageRequest page) {
        return journal.atomically(() -> providers.page(page));
    }

    @Override
    public void setDefault(String name) {
        chosen.set(name);
    }

    @Override
    public void clearDefault() {
        chosen.clear();
    }

    @Override
    public Optional<String> defaultName() {
        return chosen.name();
    }

    @Override
    public void setApiKey(String name, Secret key) {
        Secret kept = LlmSettingsStore.checked(name, key).duplicate();
        journal.atomically(() -> {
            if (!providers.has(name)) {
                throw NotFoundException.of("provider of language models", name, List.of());
            }
            keys.put(name, kept);
            return name;
        });
    }

    @Override
    public boolean clearApiKey(String name) {
        return journal.atomically(() -> keys.remove(name));
    }

    @Override
    public boolean hasApiKey(String name) {
        return journal.atomically(() -> keys.has(name));
    }

    @Override
    public Optional<Secret> apiKey(String name) {
        return journal.atomically(() -> keys.find(name).map(Secret::duplicate));
    }

    @Override
    public boolean delete(String name) {
        return journal.atomically(() -> {
            keys.remove(name);
            chosen.removed(name);
            return providers.remove(name);
        });
    }

    /** Nothing is under a key here. */
    @Override
    public int rotate() {
        return 0;
    }
}
