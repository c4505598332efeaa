package io.netstacks.core.internal.jinja;

/** A function with named parameters: a filter, a test, a global function, a method of a value. */
final class JinjaFunction implements JinjaCallable {

    /** What it does. */
    @FunctionalInterface
    interface Body {
        Object apply(CallBinding arguments);
    }

    private static final String[] NO_PARAMETERS = {};

    private final String name;
    private final String[] parameters;
    private final int required;
    private final Body body;

    /**
     * Creates it.
     *
     * @param signature names of the parameters, separated by blanks; those from the first with a {@code ?} on have defaults
     */
    JinjaFunction(String name, String signature, Body body) {
        this.name = name;
        this.parameters =
                signature.isEmpty() ? NO_PARAMETERS : signature.replace("?", "").split(" ");
        String before = signature.contains("?") ? signature.substring(0, signature.indexOf('?')) : signature + " ";
        this.required = (int) before.chars().filter(c -> c == ' ').count() - (signature.isEmpty() ? 1 : 0);
        this.body = body;
    }

    @Override
    public Object call(RenderRun run, CallArguments arguments) {
        if (parameters.length == 1 && parameters[0].equals(PyMethodTable.ANY)) {
            return body.apply(CallBinding.unbound(run, arguments));
        }
        return body.apply(CallBinding.bind(run, name, parameters, required, arguments));
    }
}
