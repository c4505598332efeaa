package io.netstacks.adapter.jdbc;

import static io.netstacks.adapter.jdbc.Columns.utc;

import io.netstacks.core.store.Pages;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.store.DeviceStore;
import io.netstacks.spi.store.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

final class JdbcDevices implements DeviceStore {

    private static final String COLUMNS =
            "name, platform, site, enabled, document, version, created_at, updated_at FROM {device} ";

    private final JdbcBackend backend;
    private final Transactions transactions;

    JdbcDevices(JdbcBackend backend, Transactions transactions) {
        this.backend = backend;
        this.transactions = transactions;
    }

    @Override
    public Stored<Device> save(Device device) {
        return transactions.write("saving device " + device.name(), handle -> {
            while (!overwrite(handle, device, "") && !insert(handle, device)) {
                // deleted between the two looks, or inserted: the next look finds out
            }
            return select(handle, device.name()).orElseThrow();
        });
    }

    @Override
    public Stored<Device> update(Device device, long expectedVersion) {
        return transactions.write("updating device " + device.name(), handle -> {
            if (!overwrite(handle, device, " AND version = " + expectedVersion)) {
                throw new ConflictException(select(handle, device.name())
                        .map(row -> "device " + device.name() + " has version " + row.version() + ", not "
                                + expectedVersion + ": read it again and decide again")
                        .orElse("device " + device.name() + " was deleted meanwhile"));
            }
            return select(handle, device.name()).orElseThrow();
        });
    }

    private boolean overwrite(Handle handle, Device device, String condition) {
        try (Update update = handle.createUpdate(
                backend.sql("UPDATE {device} SET platform = :platform, site = :site, enabled = :enabled,"
                                + " document = :document, version = version + 1, updated_at = :now WHERE name = :name")
                        + condition)) {
            bind(update, device);
            return update.execute() == 1;
        }
    }

    private boolean insert(Handle handle, Device device) {
        return backend.dialect()
                .insertIfAbsent(
                        handle,
                        backend.sql(
                                "INSERT INTO {device} (name, platform, site, enabled, document, version, created_at,"
                                        + " updated_at) VALUES (:name, :platform, :site, :enabled, :document, 1, :now, :now)"),
                        insert -> bind(insert, device));
    }

    private void bind(Update statement, Device device) {
        statement
                .bind("name", PortableText.key("a device name", device.name()))
                .bind("platform", PortableText.key("a platform", device.platform()))
                .bind("enabled", device.enabled())
                .bind("document", PortableText.encode(DeviceDocument.write(device)))
                .bind("now", utc(backend.now()));
        device.site().ifPresent(site -> PortableText.key("a site", site));
        Columns.bind(statement, "site", device.site());
    }

    @Override
    public Optional<Stored<Device>> find(String name) {
        return transactions.read("reading device " + name, handle -> select(handle, name));
    }

    private Optional<Stored<Device>> select(Handle handle, String name) {
        return handle.createQuery(backend.sql("SELECT " + COLUMNS + "WHERE name = :name"))
                .bind("name", PortableText.encode(name))
                .map((row, context) -> device(row))
                .findOne();
    }

    @Override
    public Page<Stored<Device>> list(PageRequest page) {
        List<Stored<Device>> rows = transactions.read(
                "listing devices",
                handle -> handle.createQuery(
                                backend.sql("SELECT " + COLUMNS + "WHERE name > :after ORDER BY name LIMIT :limit"))
                        .bind("after", PortableText.encode(page.after().orElse("")))
                        .bind("limit", page.size() + 1)
                        .map((row, context) -> device(row))
                        .list());
        return Pages.of(rows, page, row -> row, row -> row.value().name());
    }

    @Override
    public boolean delete(String name) {
        return transactions.write(
                "deleting device " + name,
                handle -> handle.createUpdate(backend.sql("DELETE FROM {device} WHERE name = :name"))
                                .bind("name", PortableText.encode(name))
                                .execute()
                        == 1);
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

    private static Stored<Device> device(ResultSet row) throws SQLException {
        return new Stored<>(
                DeviceDocument.read(
                        Columns.text(row, "name"),
                        Columns.text(row, "platform"),
                        Columns.optionalText(row, "site"),
                        row.getBoolean("enabled"),
                        Columns.text(row, "document")),
                row.getLong("version"),
                Columns.time(row, "created_at"),
                Columns.time(row, "updated_at"));
    }
}
