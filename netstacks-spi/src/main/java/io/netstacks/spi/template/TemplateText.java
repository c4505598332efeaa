package io.netstacks.spi.template;

/**
 * One version of a template with its text. Immutable; {@code toString} does not show the text.
 *
 * @param version which one
 * @param text the text
 */
public record TemplateText(TemplateVersion version, String text) {

    @Override
    public String toString() {
        return "TemplateText[" + version + "]";
    }
}
