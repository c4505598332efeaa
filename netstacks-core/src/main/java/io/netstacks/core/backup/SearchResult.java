package io.netstacks.core.backup;

import java.util.List;

/**
 * What a search found. Immutable.
 *
 * @param hits the lines, by device in the order of the inventory, then by their place
 * @param more whether it ended early because of the number of hits
 * @param searched how many devices' backups were looked at
 * @param withoutBackup the devices that have no backup
 */
public record SearchResult(List<SearchHit> hits, boolean more, int searched, List<String> withoutBackup) {

    /** Copies the lists. */
    public SearchResult {
        hits = List.copyOf(hits);
        withoutBackup = List.copyOf(withoutBackup);
    }
}
