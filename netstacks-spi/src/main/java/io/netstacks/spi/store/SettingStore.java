package io.netstacks.spi.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import java.util.Optional;

/**
 * Keeps the settings that people change while the host runs; who set one last and when is beside it. Safe for use by many
 * threads; what has returned is durable.
 */
public interface SettingStore {

    /** Adds a setting, or replaces the one of that key. */
    Stored<StoredSetting> save(StoredSetting setting);

    /**
     * Replaces a setting if nobody has changed it meanwhile.
     *
     * @throws io.netstacks.spi.error.ConflictException if its version is another one, or it is gone
     */
    Stored<StoredSetting> update(StoredSetting setting, long expectedVersion);

    /** Returns a setting. */
    Optional<Stored<StoredSetting>> find(String key);

    /** Returns settings by key. */
    Page<Stored<StoredSetting>> list(PageRequest page);

    /**
     * Deletes a setting: whoever reads it has its own default again.
     *
     * @return whether there was one
     */
    boolean delete(String key);
}
