package io.netstacks.core.internal.jinja;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** The methods of text. */
final class PyTextMethods {

    /** Those that make of text without need of escaping such text again. */
    static final Set<String> KEEPS_MARKUP = Set.of(
            "upper",
            "lower",
            "title",
            "capitalize",
            "swapcase",
            "strip",
            "lstrip",
            "rstrip",
            "replace",
            "center",
            "ljust",
            "rjust",
            "zfill",
            "expandtabs",
            "join",
            "format");

    private PyTextMethods() {}

    static PyMethodTable table() {
        PyMethodTable t = new PyMethodTable(String.class);
        cases(t);
        parts(t);
        searches(t);
        kinds(t);
        layout(t);
        t.refuse("encode");
        return t;
    }

    private static void add(PyMethodTable t, String name, String signature, PyMethodTable.Body<String> body) {
        t.add(String.class, name, signature, body);
    }

    private static void cases(PyMethodTable t) {
        add(t, "upper", "", (s, a) -> s.toUpperCase(Locale.ROOT));
        add(t, "lower", "", (s, a) -> s.toLowerCase(Locale.ROOT));
        add(t, "casefold", "", (s, a) -> caseFolded(s));
        add(t, "title", "", (s, a) -> title(s));
        add(t, "capitalize", "", (s, a) -> PyStrings.capitalize(s));
        add(t, "swapcase", "", (s, a) -> swapped(s));
    }

    // Up and down again, one by one, leaves what differs in case only; the dotless i has no other case when folded
    private static String caseFolded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .mapToObj(Character::toString)
                .map(c -> c.equals("\u0131") ? c : c.toUpperCase(Locale.ROOT))
                .flatMapToInt(String::codePoints)
                .forEach(c -> out.append(Character.toString(c).toLowerCase(Locale.ROOT)));
        return out.toString();
    }

    static String title(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean cased = Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
            String one = Character.toString(c);
            out.append(!cased ? one : inWord ? one.toLowerCase(Locale.ROOT) : PyStrings.titleCase(c));
            inWord = cased;
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static String swapped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> out.append(
                        Character.isUpperCase(c)
                                ? Character.toString(c).toLowerCase(Locale.ROOT)
                                : Character.isLowerCase(c)
                                        ? Character.toString(c).toUpperCase(Locale.ROOT)
                                        : Character.toString(c)));
        return out.toString();
    }

    private static void parts(PyMethodTable t) {
        add(
                t,
                "split",
                "?sep maxsplit",
                (s, a) -> a.hasValue(0)
                        ? PyStrings.split(s, a.text(0), a.number(1, -1))
                        : PyStrings.split(s, a.number(1, -1)));
        add(
                t,
                "rsplit",
                "?sep maxsplit",
                (s, a) -> a.hasValue(0)
                        ? PyStrings.splitRight(s, a.text(0), a.number(1, -1))
                        : PyStrings.splitRight(s, a.number(1, -1)));
        add(t, "splitlines", "?keepends", (s, a) -> PyStrings.lines(s, a.truth(0, false)));
        add(t, "partition", "sep", (s, a) -> partition(s, a.text(0), s.indexOf(a.text(0)), false));
        add(t, "rpartition", "sep", (s, a) -> partition(s, a.text(0), s.lastIndexOf(a.text(0)), true));
        add(t, "strip", "?chars", (s, a) -> strip(s, a, true, true));
        add(t, "lstrip", "?chars", (s, a) -> strip(s, a, true, false));
        add(t, "rstrip", "?chars", (s, a) -> strip(s, a, false, true));
        add(
                t,
                "removeprefix",
                "prefix",
                (s, a) -> s.startsWith(a.text(0)) ? s.substring(a.text(0).length()) : s);
        add(
                t,
                "removesuffix",
                "suffix",
                (s, a) -> !a.text(0).isEmpty() && s.endsWith(a.text(0))
                        ? s.substring(0, s.length() - a.text(0).length())
                        : s);
        add(t, "join", "iterable", (s, a) -> join(a.run(), s, a.get(0)));
    }

    private static String strip(String s, CallBinding a, boolean left, boolean right) {
        return a.hasValue(0) ? PyStrings.strip(s, a.text(0), left, right) : PyStrings.strip(s, left, right);
    }

    private static Object partition(String s, String separator, int at, boolean fromRight) {
        if (separator.isEmpty()) {
            throw JinjaFault.value("empty separator");
        }
        if (at < 0) {
            return fromRight ? PyTuple.of("", "", s) : PyTuple.of(s, "", "");
        }
        return PyTuple.of(s.substring(0, at), separator, s.substring(at + separator.length()));
    }

    private static String join(RenderRun run, String separator, Object items) {
        StringBuilder out = new StringBuilder();
        int index = 0;
        for (Iterator<Object> i = PySequences.iterate(run, items); i.hasNext(); index++) {
            Object item = i.next();
            if (!PyTypes.isText(item)) {
                throw JinjaFault.type(
                        "sequence item " + index + ": expected str instance, " + PyTypes.name(item) + " found");
            }
            out.append(index > 0 ? separator : "").append(PyPrinting.str(run, item));
            run.step();
            run.checkLength(out);
        }
        run.reserve(out.length());
        return out.toString();
    }

    private static void searches(PyMethodTable t) {
        add(t, "find", "sub ?start end", (s, a) -> find(s, a, false));
        add(t, "rfind", "sub ?start end", (s, a) -> find(s, a, true));
        add(t, "index", "sub ?start end", (s, a) -> found(find(s, a, false)));
        add(t, "rindex", "sub ?start end", (s, a) -> found(find(s, a, true)));
        add(t, "count", "sub ?start end", (s, a) -> count(part(s, a, 1), a.text(0)));
        add(t, "startswith", "prefix ?start end", (s, a) -> hasAffix(s, a, true));
        add(t, "endswith", "suffix ?start end", (s, a) -> hasAffix(s, a, false));
        add(
                t,
                "replace",
                "old new ?count",
                (s, a) -> PyStrings.replace(a.run(), s, a.text(0), a.text(1), a.number(2, -1)));
        add(t, "translate", "table", (s, a) -> translate(s, a));
    }

    private static PySlice bounds(CallBinding a, int first) {
        return new PySlice(a.get(first), a.get(first + 1), PyNone.NONE);
    }

    private static String part(String s, CallBinding a, int first) {
        return a.has(first) ? PyStrings.slice(s, bounds(a, first)) : s;
    }

    private static Object find(String s, CallBinding a, boolean last) {
        String wanted = a.text(0);
        int size = PyStrings.length(s);
        int[] range = bounds(a, 1).bounds(size);
        if (a.hasValue(1) && a.number(1) > size) {
            return -1L;
        }
        String part = part(s, a, 1);
        int at = last ? part.lastIndexOf(wanted) : part.indexOf(wanted);
        return at < 0 || range[1] < range[0] ? -1L : (long) range[0] + part.codePointCount(0, at);
    }

    private static Object found(Object place) {
        if (place.equals(-1L)) {
            throw JinjaFault.value("substring not found");
        }
        return place;
    }

    private static Object count(String text, String part) {
        if (part.isEmpty()) {
            return PyStrings.length(text) + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static Object hasAffix(String s, CallBinding a, boolean start) {
        String part = part(s, a, 1);
        // not even the empty text begins behind the end
        boolean within = !a.hasValue(1) || a.number(1) <= PyStrings.length(s);
        if (a.get(0) instanceof PyTuple) {
            for (Object one : ((PyTuple) a.get(0)).items()) {
                if (!PyTypes.isText(one)) {
                    throw JinjaFault.type(
                            "tuple for startswith or endswith must only contain str, not " + PyTypes.name(one));
                }
                String affix = PyPrinting.str(a.run(), one);
                if (within && (start ? part.startsWith(affix) : part.endsWith(affix))) {
                    return true;
                }
            }
            return false;
        }
        String affix = a.text(0);
        return within && (start ? part.startsWith(affix) : part.endsWith(affix));
    }

    private static Object translate(String s, CallBinding a) {
        Object table = a.get(0);
        if (!(table instanceof PyDict || table instanceof List || table instanceof PyTuple || PyTypes.isText(table))) {
            throw JinjaFault.type("'" + PyTypes.name(table) + "' object is not subscriptable");
        }
        StringBuilder out = new StringBuilder();
        s.codePoints().forEach(c -> {
            Object to = PyAccess.subscript(a.run(), table, (long) c);
            if (to == null) {
                out.appendCodePoint(c);
            } else if (to != PyNone.NONE) {
                out.append(PyTypes.isIntLike(to) ? PyFormatSpec.character(to) : PyPrinting.str(a.run(), to));
            }
            a.run().checkLength(out);
        });
        return out.toString();
    }

    private static void kinds(PyMethodTable t) {
        add(t, "isdigit", "", (s, a) -> all(s, c -> Character.isDigit(c) || isSuperscript(c)));
        add(t, "isdecimal", "", (s, a) -> all(s, Character::isDigit));
        add(t, "isnumeric", "", (s, a) -> all(s, PyTextMethods::isNumeric));
        add(t, "isalpha", "", (s, a) -> all(s, Character::isLetter));
        add(t, "isalnum", "", (s, a) -> all(s, c -> Character.isLetter(c) || isNumeric(c)));
        add(t, "isspace", "", (s, a) -> all(s, PyStrings::isSpace));
        add(t, "isupper", "", (s, a) -> isUpper(s));
        add(t, "islower", "", (s, a) -> isLower(s));
        add(t, "istitle", "", (s, a) -> s.codePoints().anyMatch(Character::isLetter) && title(s).equals(s));
        add(t, "isascii", "", (s, a) -> s.codePoints().allMatch(c -> c < 128));
        add(t, "isprintable", "", (s, a) -> s.codePoints().allMatch(PyPrinting::isPrintable));
        add(t, "isidentifier", "", (s, a) -> isIdentifier(s));
    }

    private static boolean all(String text, IntPredicate test) {
        return !text.isEmpty() && text.codePoints().allMatch(test);
    }

    private static boolean isSuperscript(int c) {
        return c == 0xb2
                || c == 0xb3
                || c == 0xb9
                || c == 0x2070
                || (c >= 0x2074 && c <= 0x2079)
                || (c >= 0x2080 && c <= 0x2089);
    }

    private static boolean isNumeric(int c) {
        int type = Character.getType(c);
        return Character.isDigit(c)
                || isSuperscript(c)
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase)
                && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }

    static boolean isLower(String text) {
        return text.codePoints().anyMatch(Character::isLowerCase)
                && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }

    private static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && (Character.isUnicodeIdentifierStart(text.codePointAt(0)) || text.charAt(0) == '_')
                && text.codePoints()
                        .allMatch(c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }

    private static void layout(PyMethodTable t) {
        add(t, "center", "width ?fillchar", (s, a) -> pad(s, a, '^'));
        add(t, "ljust", "width ?fillchar", (s, a) -> pad(s, a, '<'));
        add(t, "rjust", "width ?fillchar", (s, a) -> pad(s, a, '>'));
        add(t, "zfill", "width", (s, a) -> zeroFilled(a.run(), s, a.number(0)));
        add(t, "expandtabs", "?tabsize", (s, a) -> tabs(a.run(), s, a.number(0, 8)));
        t.add(String.class, "format", PyMethodTable.ANY, (s, a) -> PyBraceFormat.apply(a.run(), s, a.all()));
        add(
                t,
                "format_map",
                "mapping",
                (s, a) -> PyBraceFormat.apply(
                        a.run(),
                        s,
                        new CallArguments(List.of(), PySequences.named(a.run(), PySequences.dict(a.run(), a.get(0))))));
    }

    private static String pad(String s, CallBinding a, char side) {
        String fill = a.text(1, " ");
        if (PyStrings.length(fill) != 1) {
            throw JinjaFault.type("The fill character must be exactly one character long");
        }
        return pad(a.run(), s, a.number(0), fill, side);
    }

    static String pad(RenderRun run, String s, int width, String fill, char side) {
        int missing = width - PyStrings.length(s);
        if (missing <= 0) {
            return s;
        }
        run.reserve(width);
        int left = side == '<' ? 0 : side == '>' ? missing : missing / 2 + (missing & width & 1);
        return fill.repeat(left) + s + fill.repeat(missing - left);
    }

    private static String zeroFilled(RenderRun run, String s, int width) {
        int missing = width - PyStrings.length(s);
        if (missing <= 0) {
            return s;
        }
        run.reserve(width);
        boolean signed = s.startsWith("-") || s.startsWith("+");
        return (signed ? s.substring(0, 1) : "") + "0".repeat(missing) + (signed ? s.substring(1) : s);
    }

    private static String tabs(RenderRun run, String s, int size) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '\t') {
                int blanks = size <= 0 ? 0 : size - column % size;
                run.reserve(blanks);
                out.append(" ".repeat(blanks));
                column += blanks;
            } else {
                out.append(c);
                column = c == '\n' || c == '\r' ? 0 : column + (Character.isLowSurrogate(c) ? 0 : 1);
            }
        }
        return out.toString();
    }
}
