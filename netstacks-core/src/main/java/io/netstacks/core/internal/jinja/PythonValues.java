package io.netstacks.core.internal.jinja;

import io.netstacks.spi.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Python's own values can do, for other engines that follow Python: their methods and how they are written. Values are
 * a host's: text, numbers, lists, maps, null. Where Python raises an error, a {@link JinjaFault} comes. Bounded in time and
 * size. Safe for use by many threads.
 */
public final class PythonValues {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int SIZE = 50_000_000;

    private PythonValues() {}

    private static RenderRun run() {
        JinjaLibrary nothing = JinjaLibrary.builder().build();
        return new RenderRun(
                RenderLimits.of(Deadline.after(TIME), SIZE), UndefinedMode.STRICT, nothing, new NoTemplates());
    }

    private static final class NoTemplates implements TemplateSource {
        @Override
        public JinjaTemplate get(String name) {
            throw JinjaFault.value("no templates here");
        }

        @Override
        public boolean exists(String name) {
            return false;
        }
    }

    /** What a method gave; the value may be null. */
    public record Answer(@Nullable Object value) {}

    /** Calls a method of the value; empty if Python's value has none of that name. */
    public static Optional<Answer> call(
            @Nullable Object value,
            String method,
            List<@Nullable Object> arguments,
            Map<String, @Nullable Object> named) {
        Object self = HostValues.in(value, "value", 0);
        Object bound = PyMethods.bound(self, method);
        if (!(bound instanceof JinjaCallable callable)) {
            return Optional.empty();
        }
        RenderRun run = run();
        Object result = callable.call(run, arguments(arguments, named));
        return Optional.of(new Answer(HostValues.out(run, result)));
    }

    private static CallArguments arguments(List<@Nullable Object> values, Map<String, @Nullable Object> named) {
        return new CallArguments(
                values.stream().map(item -> HostValues.in(item, "argument", 0)).toList(), HostValues.variables(named));
    }

    /** Returns what {@code str.format} makes of it. */
    public static String format(String format, List<@Nullable Object> values, Map<String, @Nullable Object> named) {
        return PyBraceFormat.apply(run(), format, arguments(values, named));
    }

    /** Returns what {@code str()} gives. */
    public static String text(@Nullable Object value) {
        return PyPrinting.str(run(), HostValues.in(value, "value", 0));
    }

    /** Tells whether the value has a method of that name. */
    public static boolean hasMethod(Object value, String name) {
        try {
            return PyMethods.bound(HostValues.in(value, "value", 0), name) instanceof JinjaCallable;
        } catch (JinjaFault refused) {
            return true;
        }
    }

    /** Returns JSON as {@code json.dumps} writes it, with keys in order. */
    public static String json(@Nullable Object value, int indent) {
        return JsonText.of(run(), HostValues.in(value, "value", 0), indent, true, true);
    }

    /** Returns what {@code pprint.pformat} gives. */
    public static String pretty(@Nullable Object value, int indent) {
        return PrettyText.of(run(), HostValues.in(value, "value", 0), indent);
    }
}
