package io.netstacks.core.internal.jinja;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of one call, each at the place of its parameter. */
final class CallBinding {

    private final RenderRun run;
    private final @Nullable Object[] values;
    private final CallArguments given;

    private CallBinding(RenderRun run, @Nullable Object[] values, CallArguments given) {
        this.run = run;
        this.values = values;
        this.given = given;
    }

    /** Returns the arguments of a function that has no named parameters. */
    static CallBinding unbound(RenderRun run, CallArguments given) {
        return new CallBinding(run, given.values().toArray(), given);
    }

    /**
     * Puts arguments to parameters, as a Python call does.
     *
     * @param required how many of the parameters have no default
     */
    static CallBinding bind(RenderRun run, String function, String[] parameters, int required, CallArguments given) {
        int count = given.values().size();
        if (count > parameters.length) {
            throw JinjaFault.type(
                    function + "() takes at most " + parameters.length + " arguments (" + count + " given)");
        }
        @Nullable Object[] values = given.values().toArray(new Object[parameters.length]);
        for (Map.Entry<String, Object> entry : given.named().entrySet()) {
            int place = Arrays.asList(parameters).indexOf(entry.getKey());
            if (place < 0) {
                throw JinjaFault.type(function + "() got an unexpected keyword argument '" + entry.getKey() + "'");
            }
            if (values[place] != null) {
                throw JinjaFault.type(function + "() got multiple values for argument '" + entry.getKey() + "'");
            }
            values[place] = entry.getValue();
        }
        for (int i = 0; i < required; i++) {
            if (values[i] == null) {
                throw JinjaFault.type(function + "() missing required argument: '" + parameters[i] + "'");
            }
        }
        return new CallBinding(run, values, given);
    }

    RenderRun run() {
        return run;
    }

    /** Returns all arguments as they were given. */
    CallArguments all() {
        return given;
    }

    /** Returns how many parameters there are. */
    int size() {
        return values.length;
    }

    boolean has(int index) {
        return index < values.length && values[index] != null;
    }

    /** Tells whether it was given and is not None. */
    boolean hasValue(int index) {
        return values[index] != null && values[index] != PyNone.NONE;
    }

    Object get(int index) {
        return get(index, PyNone.NONE);
    }

    Object get(int index, Object otherwise) {
        Object value = values[index];
        return value == null ? otherwise : value;
    }

    /** Returns the argument as text, whatever it is. */
    String soft(int index) {
        return PyPrinting.str(run, get(index));
    }

    /** Returns the argument, which must be text. */
    String text(int index) {
        Object value = get(index);
        if (value instanceof String string) {
            return string;
        }
        if (value instanceof Markup markup) {
            return markup.text();
        }
        if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useAlways();
            return "";
        }
        throw JinjaFault.type("expected text, got " + PyTypes.name(value));
    }

    String text(int index, String otherwise) {
        return has(index) ? text(index) : otherwise;
    }

    boolean truth(int index, boolean otherwise) {
        Object value = values[index];
        return value == null ? otherwise : PyOps.truth(run, value);
    }

    /** Returns the argument, which must be a whole number; one beyond the limits of int is cut to them. */
    int number(int index) {
        Object value = get(index);
        if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useAlways();
            return 0;
        }
        if (!PyTypes.isIntLike(value)) {
            throw JinjaFault.type("'" + PyTypes.name(value) + "' object cannot be interpreted as an integer");
        }
        BigInteger big = PyInt.big(value);
        return big.bitLength() < 32 ? big.intValue() : big.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }

    /** Returns a choice that Python wants as a number, not just as something true; false where it is not given. */
    boolean flag(int index) {
        Object value = values[index];
        if (value != null && !PyTypes.isIntLike(value)) {
            throw JinjaFault.type("'" + PyTypes.name(value) + "' object cannot be interpreted as an integer");
        }
        return value != null && PyOps.truth(run, value);
    }

    int number(int index, int otherwise) {
        return has(index) ? number(index) : otherwise;
    }
}
