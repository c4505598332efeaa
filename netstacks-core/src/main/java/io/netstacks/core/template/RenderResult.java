package io.netstacks.core.template;

import java.util.List;
import java.util.Optional;

/**
 * What became of a render: a text, or why there is none. Immutable.
 *
 * @param text the text; empty if it failed
 * @param error what was wrong, with its place; empty if it succeeded
 * @param line where, from 1; 0 when unknown
 * @param column where, from 1; 0 when unknown
 * @param missing all variables that were not given
 */
public record RenderResult(Optional<String> text, String error, int line, int column, List<String> missing) {

    /** Copies the list. */
    public RenderResult {
        missing = List.copyOf(missing);
    }

    /** Tells whether there is a text. */
    public boolean ok() {
        return text.isPresent();
    }
}
