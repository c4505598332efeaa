package io.netstacks.spi.template;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;

/**
 * A template that is to be stored. Immutable; {@code toString} does not show the text.
 *
 * @param name its name; {@code .j2} at its end is stripped
 * @param details what is said about it
 * @param text the text, at most 1 000 000 characters
 * @param author who wrote it, as {@code Actor.toString} shows
 */
public record TemplateDraft(String name, TemplateDetails details, String text, String author) {

    /** Checks the sizes, and that it does not link to itself. */
    public TemplateDraft {
        name = TemplateNames.normal(name);
        Limits.atMost(Limits.TEXT, "the text of a template", text);
        Limits.key("the author of a template", author);
        String self = name;
        if (details.validationTemplate().filter(self::equals).isPresent()
                || details.deleteTemplate().filter(self::equals).isPresent()) {
            throw InvalidInputException.of(
                    "template " + name + " links to itself: leave the link out, it is validated by its own lines then");
        }
    }

    @Override
    public String toString() {
        return "TemplateDraft[" + name + ", " + text.length() + " characters by " + author + "]";
    }
}
