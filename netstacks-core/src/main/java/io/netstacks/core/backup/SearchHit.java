package io.netstacks.core.backup;

import io.netstacks.spi.backup.Backup;
import java.util.List;

/**
 * A line that a search found. Immutable.
 *
 * @param backup where it was found
 * @param line its number, from 1
 * @param text the line without blanks around it, secrets masked
 * @param section the lines that it stands under, the outermost first; empty for one that stands under none
 */
public record SearchHit(Backup backup, int line, String text, List<String> section) {

    /** Copies the section. */
    public SearchHit {
        section = List.copyOf(section);
    }
}
