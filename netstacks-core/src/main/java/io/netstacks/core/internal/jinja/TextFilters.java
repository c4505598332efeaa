package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Jinja2's filters on text. */
final class TextFilters {

    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final String TITLE_BREAKS = "-({[<";

    private TextFilters() {}

    static void addTo(JinjaLibrary.Builder library) {
        library.filter("upper", "s", a -> like(a, a.soft(0).toUpperCase(Locale.ROOT)));
        library.filter("lower", "s", a -> like(a, a.soft(0).toLowerCase(Locale.ROOT)));
        library.filter("capitalize", "s", a -> like(a, PyStrings.capitalize(a.soft(0))));
        library.filter("title", "s", a -> title(a.soft(0)));
        library.filter(
                "trim",
                "value ?chars",
                a -> like(
                        a,
                        a.hasValue(1)
                                ? PyStrings.strip(a.soft(0), a.text(1), true, true)
                                : PyStrings.strip(a.soft(0), true, true)));
        library.filter("string", "object", a -> a.get(0) instanceof Markup ? a.get(0) : a.soft(0));
        library.filter(
                "center",
                "value ?width",
                a -> like(a, PyTextMethods.pad(a.run(), a.soft(0), a.number(1, 80), " ", '^')));
        library.filter("replace", "s old new ?count", TextFilters::replace);
        library.filter("truncate", "s ?length killwords end leeway", TextFilters::truncate);
        library.filter("indent", "s ?width first blank", TextFilters::indent);
        library.filter("wordcount", "s", a -> WORD.matcher(a.soft(0)).results().count());
        library.filter("wordwrap", "s ?width break_long_words wrapstring break_on_hyphens", TextFilters::wordwrap);
        library.filter("format", PyMethodTable.ANY, TextFilters::format);
    }

    private static Object like(CallBinding a, String text) {
        return a.get(0) instanceof Markup ? new Markup(text) : text;
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean start = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean breaks = PyStrings.isSpace(c) || TITLE_BREAKS.indexOf(c) >= 0;
            String one = Character.toString(c);
            out.append(breaks ? one : start ? one.toUpperCase(Locale.ROOT) : one.toLowerCase(Locale.ROOT));
            start = breaks;
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static Object replace(CallBinding a) {
        int count = a.hasValue(3) ? a.number(3) : -1;
        String made = PyStrings.replace(a.run(), a.soft(0), a.soft(1), a.soft(2), count);
        return like(a, made);
    }

    private static Object truncate(CallBinding a) {
        if (!PyTypes.isText(a.get(0))) {
            return truncateOther(a);
        }
        String s = a.soft(0);
        int length = a.number(1, 255);
        String end = a.text(3, "...");
        int leeway = a.hasValue(4) ? a.number(4) : 5;
        int size = PyStrings.length(s);
        checkLimits(length, end, leeway);
        if (size <= (long) length + leeway) {
            return a.get(0) instanceof Markup ? a.get(0) : s;
        }
        String cut = s.substring(0, s.offsetByCodePoints(0, length - PyStrings.length(end)));
        if (!a.truth(2, false)) {
            int blank = cut.lastIndexOf(' ');
            cut = blank >= 0 ? cut.substring(0, blank) : cut;
        }
        return like(a, cut + end);
    }

    private static void checkLimits(int length, String end, int leeway) {
        if (length < PyStrings.length(end)) {
            throw JinjaFault.value("expected length >= " + PyStrings.length(end) + ", got " + length);
        }
        if (leeway < 0) {
            throw JinjaFault.value("expected leeway >= 0, got " + leeway);
        }
    }

    // What is short enough comes back as it is, whatever it is
    private static Object truncateOther(CallBinding a) {
        checkLimits(a.number(1, 255), a.text(3, "..."), a.number(4, 5));
        boolean fits = PySequences.isSized(a.get(0))
                && PySequences.size(a.run(), a.get(0)) <= a.number(1, 255) + (long) a.number(4, 5);
        return fits ? a.get(0) : notText("truncate", a.get(0));
    }

    private static Object notText(String filter, Object value) {
        throw JinjaFault.type(filter + " works on text, not on " + PyTypes.name(value));
    }

    private static Object indent(CallBinding a) {
        String by = PyTypes.isText(a.get(1)) ? a.text(1) : repeatedBlank(a, a.number(1, 4));
        boolean first = a.truth(2, false);
        boolean blank = a.truth(3, false);
        Object value = a.get(0);
        if (!PyTypes.isText(value)) {
            return value instanceof JinjaUndefined jinjaUndefined
                    ? jinjaUndefined.useAlways()
                    : notText("indent", value);
        }
        // A break at the very end starts a last line of nothing, which blank makes one of blanks
        List<Object> lines = PyStrings.lines(a.soft(0) + "\n", false);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = (String) lines.get(i);
            boolean indented = i == 0 ? first : blank || !line.isEmpty();
            out.append(i > 0 ? "\n" : "").append(indented ? by : "").append(line);
            a.run().step();
            a.run().checkLength(out);
        }
        a.run().reserve(out.length());
        return like(a, out.toString());
    }

    private static String repeatedBlank(CallBinding a, int count) {
        a.run().reserve(Math.max(0, count));
        return " ".repeat(Math.max(0, count));
    }

    private static Object wordwrap(CallBinding a) {
        if (!PyTypes.isText(a.get(0))) {
            return a.get(0) instanceof JinjaUndefined
                    ? ((JinjaUndefined) a.get(0)).useAlways()
                    : notText("wordwrap", a.get(0));
        }
        int width = a.number(1, 79);
        if (width <= 0) {
            throw JinjaFault.value("invalid width " + width + " (must be > 0)");
        }
        String separator = a.hasValue(3) ? a.text(3) : "\n";
        TextWrap wrap = new TextWrap(a.run(), width, a.truth(2, true), a.truth(4, true));
        List<String> lines = new ArrayList<>();
        for (Object line : PyStrings.lines(a.soft(0), false)) {
            lines.add(String.join(separator, wrap.lines((String) line)));
        }
        String wrapped = String.join(separator, lines);
        a.run().reserve(wrapped.length());
        return like(a, wrapped);
    }

    private static Object format(CallBinding a) {
        CallArguments given = a.all();
        List<Object> rest = given.values().subList(1, given.values().size());
        if (!rest.isEmpty() && !given.named().isEmpty()) {
            throw JinjaFault.type("can't handle positional and keyword arguments at the same time");
        }
        Object text = given.values().get(0) instanceof Markup ? given.values().get(0) : a.soft(0);
        if (given.named().isEmpty()) {
            return PyPercentFormat.apply(a.run(), text, PyTuple.copyOf(rest));
        }
        PyDict named = new PyDict();
        given.named().forEach(named::put);
        return PyPercentFormat.apply(a.run(), text, named);
    }
}
