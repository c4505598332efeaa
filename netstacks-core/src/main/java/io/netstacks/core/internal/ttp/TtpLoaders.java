package io.netstacks.core.internal.ttp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netstacks.core.text.CsvLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the data that tags hold as text: variables, lookup tables, parameters. Data only, nothing is run. */
final class TtpLoaders {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TtpSources sources;

    TtpLoaders(TtpSources sources) {
        this.sources = sources;
    }

    /** Returns what a tag's text says by its loader; null if it says nothing. */
    @Nullable
    Object load(TtpElement tag) {
        String loader = tag.attribute("load", "python").strip().toLowerCase(Locale.ROOT);
        String include = tag.attributes().get("include");
        String text = tag.text() + (include == null ? "" : "\n" + included(include, tag));
        if (text.isBlank() && !loader.equals("text")) {
            return null;
        }
        try {
            return TtpValues.copy(read(loader, text, tag));
        } catch (TtpLiterals.Problem | ArithmeticException | YAMLException | JsonProcessingException e) {
            throw TtpSyntaxException.at(tag.line(), "<" + tag.name() + "> holds no " + loader + ": " + oneLine(e), "");
        }
    }

    private static String oneLine(Exception e) {
        String message =
                String.valueOf(e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage());
        return message.replaceAll("\\s*\\n\\s*", "; ");
    }

    private String included(String path, TtpElement tag) {
        return sources.read(path).orElseThrow(() -> noFile(path, tag));
    }

    static TtpSyntaxException noFile(String path, TtpElement tag) {
        return TtpSyntaxException.at(
                tag.line(),
                "<" + tag.name()
                        + "> names a file that cannot be read; templates see the files that the options give them",
                path);
    }

    private static @Nullable Object read(String loader, String text, TtpElement tag) throws JsonProcessingException {
        return switch (loader) {
            case "python" -> TtpLiterals.looksAssigned(text) ? TtpLiterals.assignments(text) : TtpLiterals.value(text);
            case "yaml" -> yaml(text);
            case "json" -> plainNumbers(JSON.readValue(text, Object.class));
            case "csv" -> csv(text, tag.attributes().get("key"));
            case "ini" -> ini(text);
            case "text" -> text;
            default ->
                throw TtpSyntaxException.at(
                        tag.line(), "unknown loader; there are python, yaml, json, csv, ini, text", loader);
        };
    }

    private static @Nullable Object yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Math.max(3_000_000, text.length() + 1));
        return plainNumbers(new Yaml(new SafeConstructor(options)).load(text));
    }

    private static @Nullable Object plainNumbers(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> made = new LinkedHashMap<>();
            map.forEach((key, item) -> {
                Object name = plainNumbers(key);
                made.put(name == null ? "None" : name, plainNumbers(item));
            });
            return made;
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(TtpLoaders::plainNumbers).toList());
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        boolean plain = value == null || value instanceof Number || value instanceof Boolean || value instanceof String;
        return plain ? value : String.valueOf(value);
    }

    private static Map<Object, @Nullable Object> csv(String text, @Nullable String keyColumn) {
        Map<Object, @Nullable Object> table = new LinkedHashMap<>();
        List<String> headers = List.of();
        for (String line : text.split("\r\n|[\n\r]", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            List<String> fields = CsvLine.fields(line);
            if (headers.isEmpty()) {
                headers = fields;
                if (keyColumn != null && !headers.contains(keyColumn)) {
                    return table;
                }
                continue;
            }
            Map<Object, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(fields.size(), headers.size()); i++) {
                row.put(headers.get(i), fields.get(i));
            }
            Object key = row.remove(keyColumn == null ? headers.get(0) : keyColumn);
            table.put(key == null ? "" : key, row);
        }
        return table;
    }

    private static Map<Object, @Nullable Object> ini(String text) {
        Map<Object, @Nullable Object> sections = new LinkedHashMap<>();
        Map<Object, @Nullable Object> common = new LinkedHashMap<>();
        Map<Object, @Nullable Object> section = null;
        String key = null;
        for (String line : text.split("\r\n|[\n\r]", -1)) {
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            int separator = separator(stripped);
            if (Character.isWhitespace(line.charAt(0)) && key != null && section != null) {
                section.put(key, section.get(key) + "\n" + stripped);
            } else if (stripped.startsWith("[") && stripped.endsWith("]")) {
                String name = stripped.substring(1, stripped.length() - 1);
                Map<Object, @Nullable Object> made = name.equals("DEFAULT") ? common : new LinkedHashMap<>();
                sections.put(name, made);
                section = made;
                key = null;
            } else if (section != null && separator > 0) {
                key = stripped.substring(0, separator).strip();
                section.put(key, stripped.substring(separator + 1).strip());
            } else {
                throw new TtpLiterals.Problem("expected [section] or key = value, not " + stripped);
            }
        }
        if (common.isEmpty()) {
            sections.remove("DEFAULT");
        }
        sections.values()
                .forEach(each -> common.forEach((name, value) -> {
                    Map<Object, @Nullable Object> map = TtpValues.map(each);
                    if (map != null) {
                        map.putIfAbsent(name, value);
                    }
                }));
        return sections;
    }

    private static int separator(String line) {
        int equal = line.indexOf('=');
        int colon = line.indexOf(':');
        return equal < 0 ? colon : colon < 0 ? equal : Math.min(equal, colon);
    }
}
