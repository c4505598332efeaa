package io.netstacks.core.internal.jinja;

/** Python's None; a value like any other, so that null never is one. */
enum PyNone {
    NONE;

    @Override
    public String toString() {
        return "None";
    }
}
