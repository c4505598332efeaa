package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.store.DeviceOverrideStore;
import io.netstacks.spi.store.Stored;
import java.util.List;
import java.util.Optional;

final class JdbcDeviceOverrides implements DeviceOverrideStore {

    private static final EditedRows<DeviceOverride> ROWS = new EditedRows<>(
            "the override of",
            "{device_override}",
            "device",
            List.of("disabled", "document"),
            DeviceOverride::device,
            (statement, override) -> statement
                    .bind("device", PortableText.key("the device of an override", override.device()))
                    .bind("disabled", override.disabled())
                    .bind("document", PortableText.encode(OverrideDocument.write(override))),
            row -> OverrideDocument.read(
                    Columns.text(row, "device"), row.getBoolean("disabled"), Columns.text(row, "document")));

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final EditedTable<DeviceOverride> overrides;

    JdbcDeviceOverrides(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        overrides = new EditedTable<>(backend, transactions, ROWS, "overrides");
    }

    @Override
    public Stored<DeviceOverride> save(DeviceOverride override) {
        return overrides.save(override);
    }

    @Override
    public Stored<DeviceOverride> update(DeviceOverride override, long expectedVersion) {
        return overrides.update(override, expectedVersion);
    }

    @Override
    public Optional<Stored<DeviceOverride>> find(String device) {
        return overrides.find(device);
    }

    @Override
    public Page<Stored<DeviceOverride>> list(PageRequest page) {
        return overrides.page(page);
    }

    @Override
    public boolean isEmpty() {
        return transactions.read(
                "looking for overrides",
                handle -> handle.createQuery(
                                backend.sql("SELECT device FROM {device_override} ORDER BY device LIMIT 1"))
                        .mapTo(String.class)
                        .findOne()
                        .isEmpty());
    }

    @Override
    public boolean delete(String device) {
        return overrides.delete(device);
    }
}
