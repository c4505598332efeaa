package io.netstacks.core.internal.jinja;

/** What a value that is not there may be used for. */
public enum UndefinedMode {
    /** Jinja2's default: it prints as nothing, anything more is an error. */
    LENIENT,
    /** As lenient, and its attributes are undefined as well. */
    CHAINABLE,
    /** Only asking whether it is there, and a default, are allowed. */
    STRICT,
    /** Everything passes and is noted, to find all that is missing. */
    COLLECT
}
