package io.netstacks.adapter.opentelemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is open, up to a number; beyond that the oldest is let go. Safe for use by many threads.
 *
 * @param <K> its name
 * @param <V> what is open
 */
final class Recent<K, V> {

    private final int most;
    private final Consumer<V> letGo;
    private final Map<K, V> values = new LinkedHashMap<>();

    Recent(int most, Consumer<V> letGo) {
        this.most = most;
        this.letGo = letGo;
    }

    /** Keeps a value; lets the one go that has its name, and the oldest if there are too many. */
    void put(K key, V value) {
        Optional<V> before;
        Optional<V> oldest = Optional.empty();
        synchronized (values) {
            before = Optional.ofNullable(values.remove(key));
            values.put(key, value);
            if (values.size() > most) {
                oldest = Optional.ofNullable(
                        values.remove(values.keySet().iterator().next()));
            }
        }
        before.ifPresent(letGo);
        oldest.ifPresent(letGo);
    }

    Optional<V> find(K key) {
        synchronized (values) {
            return Optional.ofNullable(values.get(key));
        }
    }

    Optional<V> remove(K key) {
        synchronized (values) {
            return Optional.ofNullable(values.remove(key));
        }
    }

    /** Forgets the value if it still has that name. */
    void remove(K key, V value) {
        synchronized (values) {
            values.remove(key, value);
        }
    }
}
