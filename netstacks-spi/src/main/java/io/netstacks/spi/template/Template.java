package io.netstacks.spi.template;

/**
 * A stored template with its latest text. Immutable; {@code toString} does not show the text.
 *
 * @param name its name, without {@code .j2}
 * @param details what is said about it
 * @param latest its latest version
 */
public record Template(String name, TemplateDetails details, TemplateText latest) {

    /** Returns the latest text. */
    public String text() {
        return latest.text();
    }

    /** Returns which version that is. */
    public TemplateVersion version() {
        return latest.version();
    }

    /** Returns this without the text. */
    public TemplateSummary summary() {
        return new TemplateSummary(name, details, version());
    }

    /** Returns how records refer to this very text. */
    public TemplateReference reference() {
        return new TemplateReference(name, version().number(), version().hash());
    }

    /** Returns a draft with what is here, for somebody who changes a part of it. */
    public TemplateDraft draft(String author) {
        return new TemplateDraft(name, details, text(), author);
    }
}
