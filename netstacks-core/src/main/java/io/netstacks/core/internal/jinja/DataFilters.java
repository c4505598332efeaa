package io.netstacks.core.internal.jinja;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netstacks.core.internal.pyregex.PyMatcher;
import io.netstacks.core.internal.pyregex.PyRegex;
import io.netstacks.spi.error.NetStacksException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ansible's filters on data: regular expressions, JSON and YAML, dictionaries and lists. Names and results are Ansible's. */
final class DataFilters {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
    private static final Map<String, String> HASHES = Map.of(
            "md5", "MD5", "sha1", "SHA-1", "sha224", "SHA-224", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
            "SHA-512");

    private DataFilters() {}

    static void addTo(JinjaLibrary.Builder library) {
        patterns(library);
        formats(library);
        containers(library);
        library.filter(
                "ternary",
                "value true_val false_val ?none_val",
                a -> a.has(3) && a.get(0) == PyNone.NONE
                        ? a.get(3)
                        : PyOps.truth(a.run(), a.get(0)) ? a.get(1) : a.get(2));
        library.filter("mandatory", "value ?msg", a -> {
            if (a.get(0) instanceof JinjaUndefined missing) {
                throw JinjaFault.undefined(
                        a.hasValue(1) ? a.text(1) : "Mandatory variable '" + missing.path() + "' not defined.");
            }
            return a.get(0);
        });
        library.filter("bool", "value", a -> {
            Object value = a.get(0);
            if (value == PyNone.NONE || value instanceof Boolean) {
                return value;
            }
            return List.of("yes", "on", "1", "true").contains(a.soft(0).toLowerCase(Locale.ROOT));
        });
        library.filter("password_hash", PyMethodTable.ANY, a -> {
            throw JinjaFault.unsupported("password_hash (secrets do not belong into templates)");
        });
    }

    private static void patterns(JinjaLibrary.Builder library) {
        library.filter("regex_search", PyMethodTable.ANY, DataFilters::search);
        library.filter("regex_findall", "value regex ?multiline ignorecase", DataFilters::findAll);
        library.filter(
                "regex_replace", "value pattern replacement ?ignorecase multiline count", DataFilters::regexReplace);
        library.filter("regex_escape", "string", a -> PyRegex.escape(a.soft(0)));
    }

    private static PyMatcher matcher(
            CallBinding a, String text, String pattern, boolean ignoreCase, boolean multiline) {
        int flags = (ignoreCase ? PyRegex.IGNORECASE : 0) | (multiline ? PyRegex.MULTILINE : 0);
        try {
            return PyRegex.compile(pattern, flags).matcher(text, a.run().deadline());
        } catch (NetStacksException e) {
            throw JinjaFault.value(e.reason());
        }
    }

    private static boolean find(CallBinding a, PyMatcher matcher) {
        a.run().step();
        try {
            return matcher.find();
        } catch (NetStacksException e) {
            throw JinjaFault.limit(e.reason());
        }
    }

    private static Object group(PyMatcher matcher, int index) {
        String text = matcher.group(index);
        return text == null ? PyNone.NONE : text;
    }

    private static Object search(CallBinding a) {
        List<Object> values = a.all().values();
        Map<String, Object> named = a.all().named();
        String text = PyPrinting.str(a.run(), values.get(0));
        String pattern = PyPrinting.str(a.run(), values.size() > 1 ? values.get(1) : named.getOrDefault("regex", ""));
        boolean ignoreCase = PyOps.truth(a.run(), named.getOrDefault("ignorecase", false));
        boolean multiline = PyOps.truth(a.run(), named.getOrDefault("multiline", false));
        PyMatcher matcher = matcher(a, text, pattern, ignoreCase, multiline);
        if (!find(a, matcher)) {
            return PyNone.NONE;
        }
        if (values.size() <= 2) {
            return group(matcher, 0);
        }
        List<Object> groups = new ArrayList<>();
        for (Object wanted : values.subList(2, values.size())) {
            groups.add(wantedGroup(matcher, PyPrinting.str(a.run(), wanted)));
        }
        return groups;
    }

    private static Object wantedGroup(PyMatcher matcher, String wanted) {
        try {
            if (wanted.matches("\\\\\\d{1,3}")) {
                return group(matcher, Integer.parseInt(wanted.substring(1)));
            }
            if (wanted.matches("\\\\g<\\w+>")) {
                String name = wanted.substring(3, wanted.length() - 1);
                String text = name.matches("\\d{1,3}") ? matcher.group(Integer.parseInt(name)) : matcher.group(name);
                return text == null ? PyNone.NONE : text;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw JinjaFault.value("no such group: " + wanted);
        }
        throw JinjaFault.value("Unknown argument: " + wanted + "; a group is \\1 or \\g<name>");
    }

    private static Object findAll(CallBinding a) {
        String pattern = a.text(1);
        PyMatcher matcher = matcher(a, a.soft(0), pattern, a.truth(3, false), a.truth(2, false));
        int groups = PyRegex.compile(pattern).groupCount();
        List<Object> all = new ArrayList<>();
        while (find(a, matcher)) {
            a.run().reserve(1);
            List<Object> found = new ArrayList<>();
            for (int i = groups == 0 ? 0 : 1; i <= groups; i++) {
                String text = matcher.group(i);
                found.add(text == null ? "" : text);
            }
            all.add(groups < 2 ? found.get(0) : PyTuple.copyOf(found));
        }
        return all;
    }

    private static Object regexReplace(CallBinding a) {
        String text = a.soft(0);
        String replacement = a.text(2);
        int limit = a.number(5, 0);
        PyMatcher matcher = matcher(a, text, a.text(1), a.truth(3, false), a.truth(4, false));
        StringBuilder out = new StringBuilder();
        int end = 0;
        int count = 0;
        while ((limit == 0 || count < limit) && find(a, matcher)) {
            out.append(text, end, matcher.start(0));
            expand(out, matcher, replacement);
            a.run().checkLength(out);
            end = matcher.end(0);
            count++;
        }
        a.run().reserve(out.length());
        return out.append(text, end, text.length()).toString();
    }

    private static void expand(StringBuilder out, PyMatcher matcher, String replacement) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '\\' || i + 1 == replacement.length()) {
                out.append(c);
                continue;
            }
            char next = replacement.charAt(++i);
            int end = i + 1;
            if (next == 'g' && replacement.startsWith("<", end) && replacement.indexOf('>', end) > 0) {
                end = replacement.indexOf('>', end) + 1;
            } else if (next >= '1' && next <= '9') {
                end += end < replacement.length() && Character.isDigit(replacement.charAt(end)) ? 1 : 0;
            } else if (next == '\\') {
                out.append('\\');
                continue;
            } else if (next == 'n' || next == 't' || next == 'r') {
                out.append(next == 'n' ? '\n' : next == 't' ? '\t' : '\r');
                continue;
            } else {
                throw JinjaFault.value("bad escape \\" + next + " in the replacement of regex_replace");
            }
            Object text = wantedGroup(matcher, replacement.substring(i - 1, end));
            out.append(text == PyNone.NONE ? "" : text);
            i = end - 1;
        }
    }

    private static void formats(JinjaLibrary.Builder library) {
        library.filter(
                "to_json",
                "value ?indent sort_keys",
                a -> JsonText.of(a.run(), a.get(0), a.hasValue(1) ? a.number(1) : -1, a.truth(2, false), true));
        library.filter(
                "to_nice_json",
                "value ?indent sort_keys",
                a -> JsonText.of(a.run(), a.get(0), a.number(1, 4), a.truth(2, true), true));
        library.filter("from_json", "value", DataFilters::json);
        library.filter("from_yaml", "value", a -> {
            List<Object> documents = documents(a);
            if (documents.size() > 1) {
                throw JinjaFault.value("expected a single document, found " + documents.size() + "; use from_yaml_all");
            }
            return documents.isEmpty() ? PyNone.NONE : documents.get(0);
        });
        library.filter("from_yaml_all", "value", DataFilters::documents);
        library.filter(
                "to_nice_yaml",
                "value ?indent sort_keys",
                a -> YamlText.block(a.run(), a.get(0), a.number(1, 4), a.truth(2, true)));
        library.filter("to_yaml", "value ?sort_keys", a -> YamlText.flow(a.run(), a.get(0), a.truth(1, true)));
        library.filter(
                "b64encode",
                "value",
                a -> Base64.getEncoder().encodeToString(a.soft(0).getBytes(StandardCharsets.UTF_8)));
        library.filter("b64decode", "value", DataFilters::decode);
        library.filter("hash", "value ?hashtype", DataFilters::hash);
    }

    private static Object json(CallBinding a) {
        if (!PyTypes.isText(a.get(0))) {
            return a.get(0);
        }
        try {
            return HostValues.in(JSON.readValue(a.soft(0), Object.class), "JSON", 0);
        } catch (JsonProcessingException e) {
            throw JinjaFault.value("not JSON: " + e.getOriginalMessage());
        }
    }

    private static List<Object> documents(CallBinding a) {
        return PyTypes.isText(a.get(0)) ? YamlReader.documents(a.soft(0)) : List.of(a.get(0));
    }

    private static Object decode(CallBinding a) {
        try {
            return new String(Base64.getDecoder().decode(a.soft(0)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw JinjaFault.value("not Base64: " + e.getMessage());
        }
    }

    private static Object hash(CallBinding a) {
        String name = HASHES.get(a.text(1, "sha1"));
        if (name == null) {
            throw JinjaFault.unsupported("the hash " + a.text(1, "sha1"));
        }
        try {
            byte[] digest = MessageDigest.getInstance(name).digest(a.soft(0).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw JinjaFault.unsupported("the hash " + name);
        }
    }

    private static void containers(JinjaLibrary.Builder library) {
        library.filter("combine", PyMethodTable.ANY, CombineFilter::combine);
        library.filter(
                "flatten",
                "value ?levels skip_nulls",
                a -> flatten(a, a.get(0), a.hasValue(1) ? a.number(1) : Integer.MAX_VALUE, a.truth(2, true)));
        library.filter("product", PyMethodTable.ANY, DataFilters::product);
        library.filter("subelements", "value path ?skip_missing", DataFilters::subelements);
        library.filter("dict2items", "value ?key_name value_name", a -> {
            List<Object> items = new ArrayList<>();
            for (Map.Entry<Object, Object> entry : dict(a.get(0), "dict2items").entries()) {
                PyDict item = new PyDict();
                item.put(a.text(1, "key"), entry.getKey());
                item.put(a.text(2, "value"), entry.getValue());
                items.add(item);
            }
            return items;
        });
        library.filter("items2dict", "value ?key_name value_name", a -> {
            PyDict made = new PyDict();
            for (Object item : PySequences.list(a.run(), a.get(0))) {
                PyDict dict = dict(item, "items2dict");
                made.put(required(dict, a.text(1, "key")), required(dict, a.text(2, "value")));
            }
            return made;
        });
    }

    static PyDict dict(Object value, String filter) {
        if (value instanceof PyDict dict) {
            return dict;
        }
        if (value instanceof JinjaUndefined undefined) {
            undefined.useAlways();
            return new PyDict();
        }
        throw JinjaFault.type(filter + " requires a dictionary, got " + PyTypes.name(value));
    }

    private static Object required(PyDict dict, String key) {
        Object value = dict.get(key);
        if (value == null) {
            throw JinjaFault.value("an item has no key '" + key + "'");
        }
        return value;
    }

    private static List<Object> flatten(CallBinding a, Object value, int levels, boolean skipNulls) {
        List<Object> flat = new ArrayList<>();
        for (Object item : PySequences.list(a.run(), value)) {
            boolean nested = item instanceof List || item instanceof PyTuple;
            if (nested && levels > 0) {
                flat.addAll(flatten(a, item, levels - 1, skipNulls));
            } else if (!skipNulls || item != PyNone.NONE) {
                flat.add(item);
            }
        }
        return flat;
    }

    private static Object product(CallBinding a) {
        List<List<Object>> rows = List.of(List.of());
        for (Object value : a.all().values()) {
            List<Object> items = PySequences.list(a.run(), value);
            List<List<Object>> longer = new ArrayList<>();
            a.run().reserve((long) rows.size() * items.size());
            for (List<Object> row : rows) {
                for (Object item : items) {
                    a.run().step();
                    List<Object> next = new ArrayList<>(row);
                    next.add(item);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return new PyIterator(
                "product",
                rows.stream().map(row -> (Object) PyTuple.copyOf(row)).iterator());
    }

    private static Object subelements(CallBinding a) {
        Object source = a.get(0);
        List<Object> owners = source instanceof PyDict pyDict
                ? PySequences.list(a.run(), new PyView(PyView.Kind.VALUES, pyDict))
                : PySequences.list(a.run(), source);
        List<Object> pairs = new ArrayList<>();
        for (Object owner : owners) {
            Object found = owner;
            for (String key : a.text(1).split("\\.", -1)) {
                Object inner = found == null ? null : dict(found, "subelements").get(key);
                if (inner == null && !a.truth(2, false)) {
                    throw JinjaFault.value("could not find '" + key + "' key in iterated item");
                }
                found = inner;
            }
            if (found != null) {
                PySequences.list(a.run(), found).forEach(item -> pairs.add(PyTuple.of(owner, item)));
            }
        }
        return pairs;
    }
}
