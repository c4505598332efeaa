package io.netstacks.core.internal.jinja;

import org.jspecify.annotations.Nullable;

/** What one run through a template's own level has come to: after {@code extends} its text no longer counts. */
final class TemplatePass {

    private @Nullable JinjaTemplate extended;

    boolean silent() {
        return extended != null;
    }

    @Nullable
    JinjaTemplate extended() {
        return extended;
    }

    void extend(JinjaTemplate template) {
        if (extended != null) {
            throw JinjaFault.value("extended multiple times");
        }
        extended = template;
    }
}
