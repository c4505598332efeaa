package io.netstacks.spi.template;

import java.util.Locale;

/**
 * Something that needs a template. Immutable.
 *
 * @param user what sort of thing
 * @param name its name; of an instance, the stack's id, the service and the device with slashes between
 */
public record TemplateUse(User user, String name) {

    /** What may need a template. */
    public enum User {
        /** A template that is validated or taken away with it. */
        TEMPLATE,
        /** A stack that has a service of it. */
        STACK,
        /** A stack template that has a service of it. */
        STACK_TEMPLATE,
        /** A service on a device that was made, is validated, or is taken away with it. */
        INSTANCE
    }

    @Override
    public String toString() {
        return user.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + name;
    }
}
