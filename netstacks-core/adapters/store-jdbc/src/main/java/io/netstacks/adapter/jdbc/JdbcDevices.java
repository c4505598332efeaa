package io.netstacks.adapter.jdbc;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.store.DeviceStore;
import io.netstacks.spi.store.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.SqlStatement;

final class JdbcDevices implements DeviceStore {

    private static final EditedRows<Device> ROWS = new EditedRows<>(
            "device",
            "{device}",
            "name",
            List.of("platform", "site", "enabled", "document"),
            Device::name,
            JdbcDevices::bind,
            row -> DeviceDocument.read(
                    Columns.text(row, "name"),
                    Columns.text(row, "platform"),
                    Columns.optionalText(row, "site"),
                    row.getBoolean("enabled"),
                    Columns.text(row, "document")));

    private final JdbcBackend backend;
    private final Transactions transactions;
    private final EditedTable<Device> devices;

    JdbcDevices(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
        devices = new EditedTable<>(backend, transactions, ROWS, "devices");
    }

    private static void bind(SqlStatement<?> statement, Device device) {
        statement
                .bind("name", PortableText.key("a device name", device.name()))
                .bind("platform", PortableText.key("a platform", device.platform()))
                .bind("enabled", device.enabled())
                .bind("document", PortableText.encode(DeviceDocument.write(device)));
        Columns.bindKey(statement, "site", "a site", device.site());
    }

    @Override
    public Stored<Device> save(Device device) {
        return devices.save(device);
    }

    @Override
    public Stored<Device> update(Device device, long expectedVersion) {
        return devices.update(device, expectedVersion);
    }

    @Override
    public Optional<Stored<Device>> find(String name) {
        return devices.find(name);
    }

    @Override
    public Page<Stored<Device>> list(PageRequest page) {
        return devices.page(page);
    }

    @Override
    public boolean delete(String name) {
        return devices.delete(name);
    }

    @Override
    public Map<String, Long> countByPlatform() {
        return transactions.read(
                "counting devices",
                handle -> handle.createQuery(
                                backend.sql("SELECT platform, COUNT(*) AS devices FROM {device} GROUP BY platform"))
                        .reduceRows(new TreeMap<String, Long>(), (counts, row) -> {
                            counts.put(
                                    PortableText.decode(row.getColumn("platform", String.class)),
                                    row.getColumn("devices", Long.class));
                            return counts;
                        }));
    }
}
