package io.netstacks.core.internal.plugin;

import io.netstacks.spi.Option;
import io.netstacks.spi.Settings;
import java.util.Map;
import java.util.Optional;

/**
 * Settings that a host has given as text. Immutable.
 *
 * @param values by key
 */
record GivenSettings(Map<String, String> values) implements Settings {

    GivenSettings {
        values = Map.copyOf(values);
    }

    @Override
    public <T> Optional<T> find(Option<T> option) {
        String value = values.get(option.key());
        return value == null ? option.defaultValue() : Optional.of(option.read(value));
    }

    /** Shows the keys: a value may be a secret that somebody gave in clear. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
