package io.netstacks.spi;

import io.netstacks.spi.error.InvalidInputException;
import java.util.Optional;

/** The settings of one provider, checked when the entry object was built. Immutable. */
public interface Settings {

    /** Returns the value that was set, or the default; empty for an option that has neither. */
    <T> Optional<T> find(Option<T> option);

    /**
     * Returns the value that was set, or the default.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if there is neither
     */
    default <T> T get(Option<T> option) {
        return find(option)
                .orElseThrow(() -> InvalidInputException.of(
                        "setting " + option.key() + " (" + option.description() + ") is required"));
    }

    /** Returns settings in which every option has its default. */
    static Settings defaults() {
        return new Settings() {
            @Override
            public <T> Optional<T> find(Option<T> option) {
                return option.defaultValue();
            }
        };
    }
}
