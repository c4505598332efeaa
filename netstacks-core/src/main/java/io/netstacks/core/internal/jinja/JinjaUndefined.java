package io.netstacks.core.internal.jinja;

import org.jspecify.annotations.Nullable;

/**
 * A value that is not there. What may be done with it depends on the mode: by default it prints as nothing and is an empty
 * sequence; in strict mode nearly any use fails. While missing variables are collected, every use is noted and let pass.
 */
final class JinjaUndefined {

    private final RenderRun run;
    private final String path;
    private final String hint;
    private final boolean lenient;

    /**
     * Creates it.
     *
     * @param path how the template calls it, for the list of missing variables
     * @param hint the sentence for the failure
     */
    JinjaUndefined(RenderRun run, String path, String hint) {
        this(run, path, hint, false);
    }

    private JinjaUndefined(RenderRun run, String path, String hint, boolean lenient) {
        this.run = run;
        this.path = path;
        this.hint = hint;
        this.lenient = lenient;
    }

    /** Returns what an {@code if} expression without an {@code else} gives; it prints as nothing even in strict mode. */
    static JinjaUndefined unchosen(RenderRun run, String path, String hint) {
        return new JinjaUndefined(run, path, hint, true);
    }

    static JinjaUndefined name(RenderRun run, String name) {
        return new JinjaUndefined(run, name, "'" + name + "' is undefined");
    }

    String path() {
        return path;
    }

    /** Fails in strict mode only: printing, looping, truth, equality. */
    void useStrictly() {
        if (lenient) {
            return;
        }
        if (run.mode() == UndefinedMode.STRICT) {
            throw fault();
        }
        if (run.mode() == UndefinedMode.COLLECT) {
            run.noteMissing(path);
        }
    }

    /** Fails in every mode: arithmetic, order, calls, conversions. Returns only while missing variables are collected. */
    JinjaUndefined useAlways() {
        if (run.mode() == UndefinedMode.COLLECT) {
            run.noteMissing(path);
            return this;
        }
        throw fault();
    }

    /** Returns what an attribute or item of it is: a failure, or itself where chains are allowed. */
    JinjaUndefined member() {
        return run.mode() == UndefinedMode.CHAINABLE ? this : useAlways();
    }

    /** Any two values that are not there are equal, and the same key. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JinjaUndefined;
    }

    @Override
    public int hashCode() {
        return JinjaUndefined.class.hashCode();
    }

    private JinjaFault fault() {
        run.noteMissing(path);
        return JinjaFault.undefined(hint);
    }
}
