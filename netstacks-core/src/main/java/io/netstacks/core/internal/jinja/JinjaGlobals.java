package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jinja2's functions. */
final class JinjaGlobals {

    private JinjaGlobals() {}

    static void addTo(JinjaLibrary.Builder library) {
        library.global("range", new JinjaFunction("range", "start ?stop step", JinjaGlobals::range));
        library.global("dict", (JinjaCallable) (run, given) -> dict(run, given, "dict"));
        library.global("namespace", (JinjaCallable) (run, given) -> new NamespaceObject(dict(run, given, "namespace")));
        library.global("cycler", (JinjaCallable) (run, given) -> new Cycler(given.values()));
        library.global("joiner", new JinjaFunction("joiner", "?sep", a -> new Joiner(a.text(0, ", "))));
        library.global("lipsum", (JinjaCallable) (run, given) -> {
            throw JinjaFault.unsupported("lipsum() (random filler text)");
        });
    }

    private static Object range(CallBinding a) {
        long start = a.has(1) ? whole(a, 0) : 0;
        long stop = a.has(1) ? whole(a, 1) : whole(a, 0);
        long step = a.has(2) ? whole(a, 2) : 1;
        if (step == 0) {
            throw JinjaFault.value("range() arg 3 must not be zero");
        }
        return new PyRange(start, stop, step);
    }

    private static long whole(CallBinding a, int index) {
        Object value = a.get(index);
        if (value instanceof JinjaUndefined jinjaUndefined) {
            jinjaUndefined.useAlways();
            return 0;
        }
        if (!PyTypes.isIntLike(value)) {
            throw JinjaFault.type("'" + PyTypes.name(value) + "' object cannot be interpreted as an integer");
        }
        if (PyInt.big(value).bitLength() > 60) {
            throw JinjaFault.limit("range() beyond 2 ** 60");
        }
        return PyInt.big(value).longValue();
    }

    private static PyDict dict(RenderRun run, CallArguments given, String name) {
        if (given.values().size() > 1) {
            throw JinjaFault.type(
                    name + " expected at most 1 argument, got " + given.values().size());
        }
        if (!given.values().isEmpty() && given.values().get(0) instanceof JinjaUndefined missing) {
            missing.useAlways();
        }
        PyDict made = given.values().isEmpty()
                ? new PyDict()
                : PySequences.dict(run, given.values().get(0));
        given.named().forEach(made::put);
        return made;
    }

    /** {@code cycler()}: one value after the other, over and over. */
    private static final class Cycler implements JinjaObject {

        private final List<Object> values;
        private int at;

        Cycler(List<Object> values) {
            if (values.isEmpty()) {
                throw JinjaFault.type("at least one item has to be provided");
            }
            this.values = new ArrayList<>(values);
        }

        @Override
        public @Nullable Object attribute(RenderRun run, String name) {
            return switch (name) {
                case "next" ->
                    (JinjaCallable) (r, given) -> {
                        Object value = values.get(at);
                        at = (at + 1) % values.size();
                        return value;
                    };
                case "reset" ->
                    (JinjaCallable) (r, given) -> {
                        at = 0;
                        return PyNone.NONE;
                    };
                case "current" -> values.get(at);
                case "items" -> PyTuple.copyOf(values);
                case "pos" -> (long) at;
                default -> null;
            };
        }

        @Override
        public String typeName() {
            return "Cycler";
        }

        @Override
        public String printed() {
            throw JinjaFault.type("a cycler has no text of its own; call its next()");
        }
    }

    /** {@code joiner()}: nothing when called first, its separator from then on. */
    private static final class Joiner implements JinjaCallable {

        private final String separator;
        private boolean used;

        Joiner(String separator) {
            this.separator = separator;
        }

        @Override
        public Object call(RenderRun run, CallArguments arguments) {
            String text = used ? separator : "";
            used = true;
            return text;
        }
    }
}
