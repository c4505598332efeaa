package io.netstacks.core.inventory;

import io.netstacks.core.internal.inventory.FormatGuess;
import io.netstacks.spi.error.InvalidInputException;
import java.nio.file.Path;

/** A layout in which devices are kept in files. */
public enum InventoryFormat {
    /** Our own layout in YAML, with every field. */
    YAML,
    /** Our own fields, a device a line. */
    CSV,
    /** Nornir's {@code SimpleInventory}: {@code hosts.yaml}, {@code groups.yaml}, {@code defaults.yaml}. */
    NORNIR,
    /** An Ansible inventory; written in YAML layout, read in YAML and INI layout. */
    ANSIBLE;

    /**
     * Tells by names and content which layout a file or folder has.
     *
     * @throws InvalidInputException if there is no such file
     */
    public static InventoryFormat of(Path path) {
        return valueOf(FormatGuess.of(path));
    }
}
