package io.netstacks.core.internal.platform;

import io.netstacks.core.internal.platform.FactNode.FactList;
import io.netstacks.core.internal.platform.FactNode.FactMap;
import io.netstacks.core.internal.platform.FactNode.FactNone;
import io.netstacks.core.internal.platform.FactNode.FactText;
import io.netstacks.core.text.NearMatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Asks a map for what it should hold. What is asked for is what the section knows: {@link #done()} reports every other
 * key. A wrong value is reported and read as absent, so that one run finds all mistakes. Confined: one thread at a time.
 */
final class FactSection {

    /** Regexes beyond this length are refused: nobody reads them. */
    static final int MAX_PATTERN = 2_000;

    private final FactMap map;
    private final FactProblems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    FactSection(FactMap map, FactProblems problems) {
        this.map = map;
        this.problems = problems;
    }

    FactPlace place() {
        return map.place();
    }

    /** Returns where a key's value stands, or the section where there is none. */
    FactPlace place(String key) {
        return node(key).map(FactNode::place).orElse(map.place());
    }

    void problem(String text) {
        problems.add(map.place(), text);
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    /** Returns the value as it is written. */
    Optional<FactNode> node(String key) {
        asked.add(key);
        FactNode node = map.entries().get(key);
        return node == null || node instanceof FactNone ? Optional.empty() : Optional.of(node);
    }

    Optional<String> text(String key) {
        return node(key).flatMap(this::asText);
    }

    /** Returns a text that has to be there. */
    String required(String key) {
        if (!has(key)) {
            problems.add(map.place(), "\"" + key + "\" is missing");
        }
        return text(key).orElse("");
    }

    List<String> texts(String key) {
        return items(key).stream().flatMap(item -> asText(item).stream()).toList();
    }

    /** Returns the items of a list; a single text is a list of one. */
    List<FactNode> items(String key) {
        Optional<FactNode> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof FactList list) {
            return list.items();
        }
        if (node.get() instanceof FactText) {
            return List.of(node.get());
        }
        problems.add(node.get().place(), "\"" + key + "\" has to be a list");
        return List.of();
    }

    Optional<Pattern> pattern(String key) {
        return node(key).flatMap(node -> asPattern(node, 0));
    }

    List<Pattern> patterns(String key, int flags) {
        return items(key).stream()
                .flatMap(item -> asPattern(item, flags).stream())
                .toList();
    }

    boolean flag(String key) {
        Optional<String> text = text(key);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            problems.add(place(key), "\"" + key + "\" has to be true or false, not \"" + text.get() + "\"");
        }
        return text.map("true"::equals).orElse(false);
    }

    int number(String key, int absent, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return absent;
        }
        if (text.get().matches("\\d{1,9}")) {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        }
        problems.add(
                place(key),
                "\"" + key + "\" has to be a number from " + least + " to " + most + ", not \"" + text.get() + "\"");
        return absent;
    }

    /** Returns the constant that is written in small letters. */
    <E extends Enum<E>> E constant(String key, Class<E> type, E absent) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return absent;
        }
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = names.indexOf(text.get());
        if (index < 0) {
            problems.add(
                    place(key),
                    "\"" + key + "\" has to be one of " + String.join(", ", names) + ", not \"" + text.get() + "\"");
            return absent;
        }
        return type.getEnumConstants()[index];
    }

    /** Reads the section of that name, if there is one, to its end. */
    <T> Optional<T> section(String key, Function<FactSection, T> read) {
        return node(key).flatMap(node -> asSection(node, read));
    }

    /** Reads the section of that name; an absent one is empty. */
    <T> T sectionOrEmpty(String key, Function<FactSection, T> read) {
        return section(key, read)
                .orElseGet(() -> read.apply(new FactSection(new FactMap(map.place(), Map.of()), problems)));
    }

    /** Reads every item of a list as a section. */
    <T> List<T> sections(String key, Function<FactSection, T> read) {
        return items(key).stream()
                .flatMap(item -> asSection(item, read).stream())
                .toList();
    }

    /** Reads every value of a map as what its name says. */
    <T> Map<String, T> named(String key, BiFunction<String, FactNode, Optional<T>> read) {
        Map<String, T> values = new LinkedHashMap<>();
        Optional<FactNode> node = node(key);
        if (node.isPresent() && node.get() instanceof FactMap entries) {
            entries.entries().forEach((name, value) -> {
                if (!(value instanceof FactNone)) {
                    read.apply(name, value).ifPresent(read1 -> values.put(name, read1));
                }
            });
        } else if (node.isPresent()) {
            problems.add(node.get().place(), "\"" + key + "\" has to be keys and values");
        }
        return values;
    }

    Map<String, String> textMap(String key) {
        return named(key, (name, value) -> asText(value));
    }

    Optional<String> asText(FactNode node) {
        if (node instanceof FactText text) {
            return Optional.of(text.text());
        }
        problems.add(node.place(), "expected a text here");
        return Optional.empty();
    }

    Optional<Pattern> asPattern(FactNode node, int flags) {
        return asText(node).flatMap(regex -> compile(node.place(), regex, flags));
    }

    <T> Optional<T> asSection(FactNode node, Function<FactSection, T> read) {
        if (!(node instanceof FactMap entries)) {
            problems.add(node.place(), "expected keys and values here");
            return Optional.empty();
        }
        FactSection section = new FactSection(entries, problems);
        T value = read.apply(section);
        section.done();
        return Optional.of(value);
    }

    /** Reports every key that nobody asked for. */
    void done() {
        List<String> unknown = new ArrayList<>(map.entries().keySet());
        unknown.removeAll(asked);
        for (String key : unknown) {
            FactNode node = map.entries().get(key);
            problems.add(
                    node == null ? map.place() : node.place(),
                    "unknown key \"" + key + "\""
                            + NearMatches.hint(key, asked, "known here: " + String.join(", ", asked)));
        }
    }

    private Optional<Pattern> compile(FactPlace place, String regex, int flags) {
        if (regex.length() > MAX_PATTERN) {
            problems.add(place, "a regex of " + regex.length() + " characters; at most " + MAX_PATTERN);
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(regex, flags));
        } catch (PatternSyntaxException e) {
            problems.add(place, "bad regex: " + e.getDescription() + " near position " + e.getIndex() + " of " + regex);
            return Optional.empty();
        }
    }
}
