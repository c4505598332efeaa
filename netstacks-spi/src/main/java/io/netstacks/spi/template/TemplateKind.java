package io.netstacks.spi.template;

/** What a template is for. */
public enum TemplateKind {
    /** Its text is pushed to devices. */
    DEPLOY,
    /** Its text takes away what another one has deployed. */
    DELETE,
    /** Its lines are looked for on devices. */
    VALIDATION
}
