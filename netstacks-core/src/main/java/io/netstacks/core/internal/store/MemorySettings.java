package io.netstacks.core.internal.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.store.SettingStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.StoredSetting;
import java.time.Clock;
import java.util.Optional;

final class MemorySettings implements SettingStore {

    private final MemoryJournal journal;
    private final MemoryRecords<StoredSetting> settings;

    MemorySettings(MemoryJournal journal, Clock clock) {
        this.journal = journal;
        settings = new MemoryRecords<>("setting", journal, clock, StoredSetting::key);
    }

    @Override
    public Stored<StoredSetting> save(StoredSetting setting) {
        return journal.atomically(() -> settings.save(setting));
    }

    @Override
    public Stored<StoredSetting> update(StoredSetting setting, long expectedVersion) {
        return journal.atomically(() -> settings.update(setting, expectedVersion));
    }

    @Override
    public Optional<Stored<StoredSetting>> find(String key) {
        return journal.atomically(() -> settings.find(key));
    }

    @Override
    public Page<Stored<StoredSetting>> list(PageRequest page) {
        return journal.atomically(() -> settings.page(page));
    }

    @Override
    public boolean delete(String key) {
        return journal.atomically(() -> settings.remove(key));
    }
}
