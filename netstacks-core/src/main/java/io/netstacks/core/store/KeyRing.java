package io.netstacks.core.store;

import io.netstacks.spi.Secret;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.store.KeyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys in order, the current one first. Immutable. */
final class KeyRing implements KeyProvider {

    private final String origin;
    private final List<DataKey> keys;

    KeyRing(String origin, List<DataKey> keys) {
        this.origin = origin;
        this.keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw InvalidInputException.of(origin + " must hold at least one key, as id:base64");
        }
        if (keys.stream().map(DataKey::id).distinct().count() < keys.size()) {
            throw InvalidInputException.of(origin + " must not hold two keys of one id");
        }
    }

    /** Reads entries {@code id:base64}; messages number them and quote none. */
    static KeyRing parse(String origin, List<String> entries) {
        List<DataKey> keys = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i).strip();
            int colon = entry.indexOf(':');
            if (colon < 1 || colon == entry.length() - 1) {
                throw InvalidInputException.of(origin + ", key " + (i + 1) + ": must be id:base64");
            }
            keys.add(new DataKey(
                    entry.substring(0, colon).strip(),
                    Secret.of(entry.substring(colon + 1).strip())));
        }
        return new KeyRing(origin, keys);
    }

    List<DataKey> keys() {
        return keys;
    }

    @Override
    public DataKey current() {
        return keys.get(0);
    }

    @Override
    public Optional<DataKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return "keys " + keys.stream().map(DataKey::id).toList() + " of " + origin;
    }
}
