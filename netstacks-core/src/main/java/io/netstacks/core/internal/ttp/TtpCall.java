package io.netstacks.core.internal.ttp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function with its arguments, as {@code contains("vlan", 5)} in a template.
 *
 * @param values those given by place
 * @param named those given by name
 */
record TtpCall(String name, List<@Nullable Object> values, Map<String, @Nullable Object> named) {

    private static final Pattern SHAPE = Pattern.compile("(\\S+?)\\s?(?:\\((.*)\\))?", Pattern.DOTALL);

    /** Reads calls with {@code |} between them; a bar in quotes counts as well, as TTP has no other way to see it. */
    static List<TtpCall> pipeline(String text, int line) {
        List<TtpCall> calls = new ArrayList<>();
        for (String part : text.split("\\|", -1)) {
            calls.add(read(part.strip(), text, line));
        }
        return calls;
    }

    private static TtpCall read(String text, String all, int line) {
        Matcher shape = SHAPE.matcher(text);
        // A variable's name may hold anything but blanks
        boolean first = all.stripLeading().startsWith(text);
        if (!shape.matches() || (!first && shape.group(1).matches(".*[()].*"))) {
            throw TtpSyntaxException.at(
                    line,
                    "expected a name or name(arguments); put a regular expression with | into a variable",
                    all.strip());
        }
        String arguments = shape.group(2);
        return read(shape.group(1), arguments == null ? "" : arguments, all, line);
    }

    /** Reads the arguments of a function, given without their parentheses. */
    static TtpCall read(String name, String arguments, String shown, int line) {
        try {
            return TtpLiterals.call(name, arguments);
        } catch (TtpLiterals.Problem | ArithmeticException e) {
            throw TtpSyntaxException.at(
                    line, "the arguments of " + name + " cannot be read: " + e.getMessage(), shown.strip());
        }
    }

    boolean has(int place, String key) {
        return values.size() > place || named.containsKey(key);
    }

    @Nullable
    Object argument(int place, String key) {
        return values.size() > place ? values.get(place) : named.get(key);
    }

    @Nullable
    Object argument(int place, String key, @Nullable Object otherwise) {
        return has(place, key) ? argument(place, key) : otherwise;
    }

    /** Returns an argument that has to be there. */
    @Nullable
    Object required(int place, String key) {
        if (!has(place, key)) {
            throw TtpRunException.of("the function " + name + " needs the argument " + key);
        }
        return argument(place, key);
    }

    /** Returns an argument that has to be there, as text. */
    String text(int place, String key) {
        return TtpValues.text(required(place, key));
    }

    List<String> texts() {
        return values.stream().map(TtpValues::text).toList();
    }

    TtpCall withValues(List<@Nullable Object> others) {
        return new TtpCall(name, others, named);
    }
}
