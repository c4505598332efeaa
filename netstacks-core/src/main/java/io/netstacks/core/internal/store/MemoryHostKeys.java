package io.netstacks.core.internal.store;

import io.netstacks.core.store.StoreKey;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

final class MemoryHostKeys implements HostKeyStore {

    private final MemoryJournal journal;
    private final MemoryTable<String, Map<String, HostKey>> keysByType;

    MemoryHostKeys(MemoryJournal journal) {
        this.journal = journal;
        keysByType = new MemoryTable<>(journal);
    }

    @Override
    public List<HostKey> find(Endpoint endpoint) {
        return journal.atomically(() -> List.copyOf(trusted(endpoint).values()));
    }

    @Override
    public boolean trustFirst(Endpoint endpoint, HostKey key) {
        StoreKey.checked("a host", endpoint.host());
        StoreKey.checked("a host key's type", key.type());
        return journal.atomically(() -> {
            Map<String, HostKey> keys = new TreeMap<>(trusted(endpoint));
            HostKey first = keys.putIfAbsent(key.type(), key);
            if (first == null) {
                keysByType.put(place(endpoint), keys);
            }
            return first == null || first.equals(key);
        });
    }

    @Override
    public void forget(Endpoint endpoint) {
        journal.atomically(() -> keysByType.remove(place(endpoint)));
    }

    private Map<String, HostKey> trusted(Endpoint endpoint) {
        return keysByType.find(place(endpoint)).orElse(Map.of());
    }

    /** Host names are the same in any case (RFC 4343). */
    private static String place(Endpoint endpoint) {
        return endpoint.toString().toLowerCase(Locale.ROOT);
    }
}
