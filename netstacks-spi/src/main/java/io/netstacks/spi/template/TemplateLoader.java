package io.netstacks.spi.template;

import java.util.Map;
import java.util.Optional;

/** Where {@code include}, {@code import} and {@code extends} find templates. Safe for use by many threads. */
@FunctionalInterface
public interface TemplateLoader {

    /** Returns the text of a template by its exact name; empty if there is none. */
    Optional<String> load(String name);

    /** Returns a loader that finds nothing, so that a template stands alone. */
    static TemplateLoader none() {
        return name -> Optional.empty();
    }

    /** Returns a loader over a copy of the given texts by name. */
    static TemplateLoader of(Map<String, String> templates) {
        Map<String, String> copy = Map.copyOf(templates);
        return name -> Optional.ofNullable(copy.get(name));
    }
}
