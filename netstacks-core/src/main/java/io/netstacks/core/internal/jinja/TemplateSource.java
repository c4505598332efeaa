package io.netstacks.core.internal.jinja;

/** Where a running template finds others, compiled. */
interface TemplateSource {

    /** Returns the template; fails if there is none or it is wrong. */
    JinjaTemplate get(String name);

    boolean exists(String name);
}
