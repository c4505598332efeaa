package io.netstacks.adapter.jdbc;

import java.util.Collection;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * One row a device, which is locked by whoever changes which backups the device has: those go one after the other. Works within
 * the transaction of its caller.
 */
final class BackupDevices {

    private final JdbcBackend backend;

    BackupDevices(JdbcBackend backend) {
        this.backend = backend;
    }

    /** Locks a device, also one that has no backup yet. */
    void lock(Handle handle, String device) {
        String key = PortableText.key("a device name", device);
        boolean locked = false;
        while (!locked) {
            locked = lockKnown(handle, key)
                    || backend.dialect()
                            .insertIfAbsent(
                                    handle,
                                    backend.sql("INSERT INTO {backup_device} (device) VALUES (:device)"),
                                    insert -> insert.bind("device", key));
        }
    }

    /** Locks devices as their rows name them, in one order for all, so that nobody waits for each other. */
    void lockAll(Handle handle, Collection<String> keys) {
        new TreeSet<>(keys).forEach(key -> lockKnown(handle, key));
    }

    private boolean lockKnown(Handle handle, String key) {
        return handle.createQuery(backend.sql("SELECT device FROM {backup_device} WHERE device = :device FOR UPDATE"))
                .bind("device", key)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }
}
