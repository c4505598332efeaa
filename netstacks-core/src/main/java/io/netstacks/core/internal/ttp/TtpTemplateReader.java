package io.netstacks.core.internal.ttp;

import io.netstacks.core.internal.pyregex.PyRegex;
import io.netstacks.spi.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a template's text. Used once. */
public final class TtpTemplateReader {

    private static final String ROOT = "_root_template_";

    private final TtpSources sources;
    private final TtpLoaders loaders;
    private final Map<String, @Nullable Object> hostVariables;
    private final Set<String> macros;
    private final Set<String> wanted;
    private final List<String> warnings = new ArrayList<>();

    /**
     * Creates it.
     *
     * @param variables the host's, which templates see as their own
     * @param macros names of the functions that the host registered
     * @param wanted names of the templates to load; empty for all
     */
    public TtpTemplateReader(
            TtpSources sources, Map<String, @Nullable Object> variables, Set<String> macros, Set<String> wanted) {
        this.sources = sources;
        this.loaders = new TtpLoaders(sources);
        this.hostVariables = variables;
        this.macros = macros;
        this.wanted = wanted;
    }

    /** Returns what is odd about the template, without being wrong. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Returns the template, or those within it if there are any.
     *
     * @throws TtpSyntaxException if the text is none
     */
    public List<TtpDefinition> read(String text) {
        TtpElement root = TtpXml.read(text);
        new TtpExtender(sources).extend(root);
        List<TtpElement> within = root.children().stream()
                .filter(child -> child.tag().equals("template"))
                .toList();
        if (!wanted.isEmpty() && !wanted.contains(root.attribute("name", ROOT))) {
            return List.of(template(TtpElement.of("template", 1), ROOT, ""));
        }
        if (within.isEmpty()) {
            return List.of(template(root, ROOT, ""));
        }
        List<TtpDefinition> all = new ArrayList<>();
        for (int i = 0; i < within.size(); i++) {
            TtpElement child = within.get(i);
            if (wanted.isEmpty() || wanted.contains(child.attribute("name", ""))) {
                all.add(template(child, String.valueOf(i), root.attribute("base_path", "")));
            }
        }
        return all;
    }

    private TtpDefinition template(TtpElement root, String name, String basePath) {
        TtpCompiler compiler = new TtpCompiler(hostVariables, macros, warnings);
        compiler.pathSeparator(root.attribute("pathchar", "."));
        Tags tags = new Tags();
        if (root.children().isEmpty()) {
            TtpElement group = TtpElement.of("group", root.line());
            group.attributes().put("name", "_anonymous_");
            group.text().add(root.text().toString(), root.text().line());
            tags.groups.add(group);
        } else {
            root.children().forEach(tags::sort);
        }
        Map<String, List<String>> saved = new LinkedHashMap<>();
        tags.variables.forEach(tag -> variables(tag, compiler, saved));
        List<TtpOutput> outputs =
                tags.outputs.stream().map(tag -> output(tag, compiler)).toList();
        Map<Object, @Nullable Object> lookups = new LinkedHashMap<>();
        tags.lookups.forEach(tag -> lookup(tag, lookups));
        List<TtpGroup> groups = new ArrayList<>();
        for (TtpElement tag : tags.groups) {
            groups.add(new TtpGroupBuilder(compiler, tag, groups.size(), null, List.of()).build());
        }
        String path = root.attribute("base_path", basePath);
        List<TtpInput> inputs = new ArrayList<>();
        tags.inputs.forEach(tag -> inputs.add(input(tag, path, compiler)));
        inputs.addAll(inputsOfGroups(groups, inputs, path));
        Map<String, TtpGetter> getters = getters(compiler.variables());
        return new TtpDefinition(
                root.attribute("name", name),
                root.attribute("results", "per_input").equalsIgnoreCase("per_template"),
                compiler.variables(),
                saved,
                getters,
                lookups,
                List.copyOf(groups),
                inputs,
                outputs,
                tags.doc.toString());
    }

    /** The tags of a template by kind. */
    private final class Tags {
        private final List<TtpElement> variables = new ArrayList<>();
        private final List<TtpElement> groups = new ArrayList<>();
        private final List<TtpElement> inputs = new ArrayList<>();
        private final List<TtpElement> outputs = new ArrayList<>();
        private final List<TtpElement> lookups = new ArrayList<>();
        private final StringBuilder doc = new StringBuilder();

        void sort(TtpElement tag) {
            switch (tag.tag()) {
                case "v", "vars", "variables" -> variables.add(tag);
                case "g", "grp", "group" -> groups.add(tag);
                case "i", "in", "input" -> inputs.add(tag);
                case "o", "out", "output" -> outputs.add(tag);
                case "lookup" -> lookups.add(tag);
                case "doc" -> doc.append(tag.text()).append('\n');
                case "macro", "template" -> {
                    // Python is not run: who calls a macro is checked against what the host registered
                }
                default -> warnings.add("line " + tag.line() + ": the tag <" + tag.name() + "> means nothing to TTP");
            }
        }
    }

    private void variables(TtpElement tag, TtpCompiler compiler, Map<String, List<String>> saved) {
        Object loaded = loaders.load(tag);
        if (loaded == null) {
            return;
        }
        Map<Object, @Nullable Object> values = TtpValues.map(loaded);
        if (values == null) {
            throw TtpSyntaxException.at(tag.line(), "variables have to have names", "<" + tag.name() + ">");
        }
        compiler.variables().putAll(values);
        String path = tag.attributes().get("name");
        if (path != null) {
            List<String> names = saved.computeIfAbsent(path, p -> new ArrayList<>());
            values.keySet().forEach(key -> names.add(TtpValues.text(key)));
        }
    }

    private static Map<String, TtpGetter> getters(Map<Object, @Nullable Object> variables) {
        Map<String, TtpGetter> getters = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            TtpGetter found = value instanceof String getter ? TtpGetter.ALL.get(getter) : null;
            if (found != null) {
                getters.put(TtpValues.text(name), found);
            }
        });
        getters.keySet().forEach(variables::remove);
        return getters;
    }

    private void lookup(TtpElement tag, Map<Object, @Nullable Object> lookups) {
        String name = tag.attributes().get("name");
        if (name == null) {
            warnings.add("line " + tag.line() + ": a <lookup> without a name is not used");
            return;
        }
        if (!tag.attribute("database", "").isEmpty()) {
            throw TtpSyntaxException.at(
                    tag.line(), "lookup databases are not available here", tag.attribute("database", ""));
        }
        Object loaded = loaders.load(tag);
        if (loaded != null) {
            lookups.put(name, loaded);
        }
    }

    private TtpInput input(TtpElement tag, String basePath, TtpCompiler compiler) {
        Map<Object, @Nullable Object> attributes = new LinkedHashMap<>(tag.attributes());
        Map<Object, @Nullable Object> parameters = Map.of();
        boolean isText = tag.attribute("load", "python").strip().equalsIgnoreCase("text");
        if (!isText && loaders.load(tag) instanceof Map<?, ?> loaded) {
            parameters = new LinkedHashMap<>(loaded);
            attributes.putAll(parameters);
        }
        List<TtpCall> functions = new ArrayList<>();
        attributes.forEach((key, value) -> inputFunction(TtpValues.text(key), value, tag, compiler, functions));
        List<TtpInput.Source> texts = isText && !tag.text().toString().isEmpty()
                ? List.of(TtpInput.Source.ofText(tag.text().toString()))
                : files(attributes, basePath, tag);
        return new TtpInput(
                TtpValues.text(attributes.getOrDefault("name", TtpInput.DEFAULT_NAME))
                        .strip(),
                texts,
                strings(attributes.getOrDefault("groups", "all")),
                functions,
                parameters);
    }

    private static void inputFunction(
            String key, @Nullable Object value, TtpElement tag, TtpCompiler compiler, List<TtpCall> functions) {
        List<TtpCall> calls = List.of();
        if (key.equals("extract_commands")) {
            calls = List.of(new TtpCall(key, new ArrayList<>(strings(value)), Map.of()));
        } else if (key.equals("macro")) {
            calls = List.of(TtpCall.read(key, TtpValues.text(value), TtpValues.text(value), tag.line()));
        } else if (key.equals("functions")) {
            calls = TtpCall.pipeline(TtpValues.text(value), tag.line());
        }
        for (TtpCall call : calls) {
            if (call.name().equals("macro")) {
                compiler.requireMacros(call, tag.line());
            } else if (!call.name().equals("extract_commands")) {
                compiler.warn(tag.line(), "unknown function of an input: " + call.name());
                continue;
            }
            functions.add(call);
        }
    }

    private static List<String> strings(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(TtpValues::text).toList()
                : Arrays.stream(TtpValues.text(value).split(",", -1))
                        .map(String::strip)
                        .toList();
    }

    private static List<String> oneOrMore(@Nullable Object value) {
        return value == null ? List.of() : value instanceof List<?> ? strings(value) : List.of(TtpValues.text(value));
    }

    private List<TtpInput.Source> files(Map<Object, @Nullable Object> attributes, String basePath, TtpElement tag) {
        List<TtpInput.Source> texts = new ArrayList<>();
        for (String url : oneOrMore(attributes.get("url"))) {
            List<TtpInput.Source> found =
                    read(basePath + url, oneOrMore(attributes.get("extensions")), oneOrMore(attributes.get("filters")));
            if (found.isEmpty()) {
                warnings.add("line " + tag.line() + ": the input finds no file at " + basePath + url);
            }
            texts.addAll(found);
        }
        return texts;
    }

    private List<TtpInput.Source> read(String path, List<String> extensions, List<String> filters) {
        List<TtpInput.Source> one = sources.read(path)
                .map(text -> List.of(new TtpInput.Source(path, text)))
                .orElse(List.of());
        if (!one.isEmpty()) {
            return one;
        }
        String folder = path.endsWith("/") ? path : path + "/";
        return sources.list(path).stream()
                .filter(name -> extensions.isEmpty() || extensions.contains(name.substring(name.lastIndexOf('.') + 1)))
                .filter(name -> filters.stream().allMatch(filter -> matches(filter, name)))
                .flatMap(name ->
                        sources.read(folder + name).map(text -> new TtpInput.Source(folder + name, text)).stream())
                .toList();
    }

    private static boolean matches(String filter, String name) {
        return PyRegex.compile(filter)
                .matcher(name, Deadline.after(Duration.ofSeconds(1)))
                .find();
    }

    // A group may name an input that is a file, or one that the caller adds later
    private List<TtpInput> inputsOfGroups(List<TtpGroup> groups, List<TtpInput> declared, String basePath) {
        List<String> known =
                new ArrayList<>(declared.stream().map(TtpInput::name).toList());
        List<TtpInput> added = new ArrayList<>();
        groups.stream().flatMap(group -> group.inputs().stream()).forEach(name -> {
            if (!known.contains(name)) {
                known.add(name);
                added.add(TtpInput.of(name, read(basePath + name, List.of(), List.of()), List.of("all")));
            }
        });
        return added;
    }

    private TtpOutput output(TtpElement tag, TtpCompiler compiler) {
        Map<Object, @Nullable Object> attributes = new LinkedHashMap<>(tag.attributes());
        Object loaded = loaders.load(tag);
        if (loaded instanceof Map<?, ?> map) {
            attributes.putAll(map);
        }
        Object content = loaded == null ? tag.text().toString() : loaded;
        return OutputReader.read(attributes, content, compiler, tag.line());
    }

    /** Returns an output as the attributes say, for results that a caller wants formatted. */
    public static TtpOutputs formatted(String format) {
        Map<Object, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("format", format.toLowerCase(Locale.ROOT));
        TtpCompiler compiler = new TtpCompiler(Map.of(), Set.of(), new ArrayList<>());
        return new TtpOutputs(OutputReader.read(attributes, null, compiler, 0), Map.of(), Map.of());
    }
}
