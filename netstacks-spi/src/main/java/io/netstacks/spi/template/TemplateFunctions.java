package io.netstacks.spi.template;

import io.netstacks.spi.Provider;
import java.util.Map;

/** A package of filters, tests and functions for templates, by the names that templates use. Safe for use by many threads. */
public interface TemplateFunctions extends Provider {

    /** Returns the filters. */
    default Map<String, TemplateFunction> filters() {
        return Map.of();
    }

    /** Returns the tests, for {@code is}. */
    default Map<String, TemplateFunction> tests() {
        return Map.of();
    }

    /** Returns the functions. */
    default Map<String, TemplateFunction> functions() {
        return Map.of();
    }
}
