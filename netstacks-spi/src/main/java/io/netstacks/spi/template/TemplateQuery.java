package io.netstacks.spi.template;

import java.util.Optional;

/**
 * Which templates are listed; what is empty does not restrict. Immutable.
 *
 * @param kind of this kind
 */
public record TemplateQuery(Optional<TemplateKind> kind) {

    /** Returns a query for all. */
    public static TemplateQuery all() {
        return new TemplateQuery(Optional.empty());
    }

    /** Returns a query for those of a kind. */
    public static TemplateQuery of(TemplateKind kind) {
        return new TemplateQuery(Optional.of(kind));
    }
}
