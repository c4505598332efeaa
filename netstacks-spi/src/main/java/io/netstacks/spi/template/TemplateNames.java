package io.netstacks.spi.template;

import io.netstacks.spi.Limits;

/** How templates are named: {@code vlan} and {@code vlan.j2} are the same one. Without state. */
public final class TemplateNames {

    private static final String ENDING = ".j2";

    private TemplateNames() {}

    /**
     * Returns the name that a template is kept and found under: what was written, without {@code .j2} at its end.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if nothing else is in it, or more than 512 characters are
     */
    public static String normal(String written) {
        return Limits.key("the name of a template", stripped(written));
    }

    /** Returns the name without checking it, for looking up what may not be there. */
    public static String stripped(String written) {
        String name = written;
        while (name.endsWith(ENDING)) {
            name = name.substring(0, name.length() - ENDING.length());
        }
        return name;
    }
}
