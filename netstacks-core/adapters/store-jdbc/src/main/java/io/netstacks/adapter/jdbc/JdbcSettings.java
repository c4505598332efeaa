package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.store.SettingStore;
import io.netstacks.spi.store.Stored;
import io.netstacks.spi.store.StoredSetting;
import java.util.List;
import java.util.Optional;

final class JdbcSettings implements SettingStore {

    private static final EditedRows<StoredSetting> ROWS = new EditedRows<>(
            "setting",
            "{setting}",
            "name",
            List.of("type", "setting_value", "changed_by"),
            StoredSetting::key,
            (statement, setting) -> statement
                    .bind("name", PortableText.key("the key of a setting", setting.key()))
                    .bind("type", setting.type().name())
                    .bind("setting_value", PortableText.encode(setting.value()))
                    .bind("changed_by", PortableText.key("who changed a setting", setting.changedBy())),
            row -> new StoredSetting(
                    Columns.text(row, "name"),
                    StoredSetting.Type.valueOf(row.getString("type")),
                    Columns.text(row, "setting_value"),
                    Columns.text(row, "changed_by")));

    private final EditedTable<StoredSetting> settings;

    JdbcSettings(JdbcBackend backend, Transactions transactions) {
        settings = new EditedTable<>(backend, transactions, ROWS, "settings");
    }

    @Override
    public Stored<StoredSetting> save(StoredSetting setting) {
        return settings.save(setting);
    }

    @Override
    public Stored<StoredSetting> update(StoredSetting setting, long expectedVersion) {
        return settings.update(setting, expectedVersion);
    }

    @Override
    public Optional<Stored<StoredSetting>> find(String key) {
        return settings.find(key);
    }

    @Override
    public Page<Stored<StoredSetting>> list(PageRequest page) {
        return settings.page(page);
    }

    @Override
    public boolean delete(String key) {
        return settings.delete(key);
    }
}
