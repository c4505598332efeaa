package io.netstacks.core.store;

import io.netstacks.spi.error.ConflictException;
import io.netstacks.spi.template.TemplateUse;
import java.util.List;
import java.util.stream.Collectors;

/** Says who needs a template that somebody wants to delete. Without state. */
public final class TemplateUsers {

    private static final int NAMED = 20;

    private TemplateUsers() {}

    /**
     * Returns if nobody needs the template.
     *
     * @throws ConflictException if somebody does; the message names at most 20
     */
    public static void refuse(String template, List<TemplateUse> uses) {
        if (uses.isEmpty()) {
            return;
        }
        String more = uses.size() > NAMED ? " and more" : "";
        throw new ConflictException("template " + template + " is used by "
                + uses.stream().limit(NAMED).map(TemplateUse::toString).collect(Collectors.joining(", ")) + more
                + ": change them first");
    }
}
