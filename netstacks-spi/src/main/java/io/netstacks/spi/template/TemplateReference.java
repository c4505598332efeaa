package io.netstacks.spi.template;

import io.netstacks.spi.Limits;

/**
 * The very text that something was made with. A template that is deleted and made again counts from 1 again: the hash tells
 * whether it is the same text. Immutable.
 *
 * @param name the template's name, without {@code .j2}
 * @param version the number of its version
 * @param hash the hash of that version
 */
public record TemplateReference(String name, long version, String hash) {

    /** Strips {@code .j2} and checks the sizes. */
    public TemplateReference {
        name = TemplateNames.normal(name);
        Limits.key("the hash of a template", hash);
    }
}
