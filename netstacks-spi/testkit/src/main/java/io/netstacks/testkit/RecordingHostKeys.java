package io.netstacks.testkit;

import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.transport.HostKey;
import io.netstacks.spi.transport.HostKeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trusted host keys in memory; remembers which endpoints were asked for, in order. Safe for use by many threads. */
public final class RecordingHostKeys implements HostKeyStore {

    private final Map<Endpoint, List<HostKey>> trusted = new LinkedHashMap<>();
    private final List<Endpoint> asked = new ArrayList<>();
    private final Runnable whenAsked;

    private RecordingHostKeys(Runnable whenAsked) {
        this.whenAsked = whenAsked;
    }

    /** Returns a store without keys. */
    public static RecordingHostKeys empty() {
        return new RecordingHostKeys(() -> {});
    }

    /** Returns a store without keys that runs something whenever it is asked for the keys of an endpoint. */
    public static RecordingHostKeys calling(Runnable whenAsked) {
        return new RecordingHostKeys(whenAsked);
    }

    /** Trusts a key, as an administrator would. */
    public synchronized RecordingHostKeys trusting(Endpoint endpoint, HostKey key) {
        trusted.computeIfAbsent(endpoint, first -> new ArrayList<>()).add(key);
        return this;
    }

    /** Returns the endpoints whose keys were asked for, in order. */
    public synchronized List<Endpoint> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized List<HostKey> find(Endpoint endpoint) {
        asked.add(endpoint);
        whenAsked.run();
        return List.copyOf(trusted.getOrDefault(endpoint, List.of()));
    }

    @Override
    public synchronized boolean trustFirst(Endpoint endpoint, HostKey key) {
        List<HostKey> known = trusted.computeIfAbsent(endpoint, first -> new ArrayList<>());
        if (known.stream().anyMatch(other -> other.type().equals(key.type()) && !other.equals(key))) {
            return false;
        }
        if (!known.contains(key)) {
            known.add(key);
        }
        return true;
    }

    @Override
    public synchronized void forget(Endpoint endpoint) {
        trusted.remove(endpoint);
    }
}
