package io.netstacks.core.internal.jinja;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jinja2's filters that make or take HTML and web addresses. */
final class MarkupFilters {

    private static final Pattern TAG = Pattern.compile("<!--.*?-->|<[^>]*>", Pattern.DOTALL);
    private static final Pattern ENTITY =
            Pattern.compile("&(#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|lt|gt|amp|quot|apos|nbsp);");

    private MarkupFilters() {}

    static void addTo(JinjaLibrary.Builder library) {
        library.filter(
                "escape", "s", a -> a.get(0) instanceof Markup ? a.get(0) : new Markup(Markup.escape(a.soft(0))));
        library.filterAlias("e", "escape");
        library.filter("forceescape", "s", a -> new Markup(Markup.escape(a.soft(0))));
        library.filter("safe", "s", a -> new Markup(a.soft(0)));
        library.filter("striptags", "s", a -> striptags(a.soft(0)));
        library.filter("urlencode", "value", MarkupFilters::urlencode);
        library.filter("urlize", PyMethodTable.ANY, a -> {
            throw JinjaFault.unsupported("the filter urlize (links in web pages)");
        });
        library.filter("xmlattr", "d ?autospace", MarkupFilters::xmlattr);
        library.filter(
                "tojson",
                "value ?indent",
                a -> new Markup(JsonText.forHtml(a.run(), a.get(0), a.hasValue(1) ? a.number(1) : -1)));
    }

    private static String striptags(String text) {
        String bare = TAG.matcher(text).replaceAll("");
        String joined = String.join(
                " ", PyStrings.split(bare, -1).stream().map(String.class::cast).toList());
        return ENTITY.matcher(joined).replaceAll(m -> Matcher.quoteReplacement(entity(m.group(1))));
    }

    private static String entity(String name) {
        switch (name) {
            case "lt" -> {
                return "<";
            }
            case "gt" -> {
                return ">";
            }
            case "amp" -> {
                return "&";
            }
            case "quot" -> {
                return "\"";
            }
            case "apos" -> {
                return "'";
            }
            case "nbsp" -> {
                return "\u00a0";
            }
            default -> {
                boolean hex = Character.toLowerCase(name.charAt(1)) == 'x';
                int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
                return Character.isValidCodePoint(code) ? Character.toString(code) : "\ufffd";
            }
        }
    }

    private static Object urlencode(CallBinding a) {
        Object value = a.get(0);
        if (PyTypes.isText(value) || !PySequences.isIterable(value)) {
            return quoted(a.soft(0), "/");
        }
        Object pairs = value instanceof PyDict pyDict ? new PyView(PyView.Kind.ITEMS, pyDict) : value;
        List<String> parts = new ArrayList<>();
        for (Iterator<Object> i = PySequences.iterate(a.run(), pairs); i.hasNext(); ) {
            List<Object> pair = PySequences.list(a.run(), i.next());
            if (pair.size() != 2) {
                throw JinjaFault.value("urlencode needs pairs");
            }
            parts.add(form(PyPrinting.str(a.run(), pair.get(0))) + "=" + form(PyPrinting.str(a.run(), pair.get(1))));
        }
        return String.join("&", parts);
    }

    private static String form(String text) {
        return quoted(text, "").replace("%20", "+");
    }

    private static String quoted(String text, String safe) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "_.-~".indexOf(c) >= 0 || safe.indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }

    private static Object xmlattr(CallBinding a) {
        if (!(a.get(0) instanceof PyDict)) {
            throw JinjaFault.type("xmlattr works on a dictionary, not on " + PyTypes.name(a.get(0)));
        }
        StringBuilder out = new StringBuilder();
        for (Map.Entry<Object, Object> entry :
                PySequences.dict(a.run(), a.get(0)).entries()) {
            String key = PyPrinting.str(a.run(), entry.getKey());
            boolean undefined = entry.getValue() instanceof JinjaUndefined;
            if (undefined || entry.getValue() == PyNone.NONE) {
                continue;
            }
            if (key.chars().anyMatch(c -> PyStrings.isSpace(c) || "/>=".indexOf(c) >= 0)) {
                throw JinjaFault.value("Invalid character in attribute name: " + PyPrinting.repr(a.run(), key));
            }
            String value = PyPrinting.str(a.run(), entry.getValue());
            String escaped = entry.getValue() instanceof Markup ? value : Markup.escape(value);
            out.append(out.length() > 0 ? " " : "")
                    .append(Markup.escape(key))
                    .append("=\"")
                    .append(escaped)
                    .append('"');
        }
        String spaced = out.length() > 0 && a.truth(1, true) ? " " + out : out.toString();
        return a.run().autoescape() ? new Markup(spaced) : spaced;
    }
}
