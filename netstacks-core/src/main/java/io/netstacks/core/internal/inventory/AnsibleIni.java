package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.InventoryNode.Nothing;
import io.netstacks.core.internal.inventory.InventoryNode.Scalar;
import io.netstacks.core.internal.inventory.InventoryNode.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ansible inventories in INI layout: lines of hosts with variables, {@code [group]}, {@code [group:vars]},
 * {@code [group:children]} (Ansible documentation, "ansible.builtin.ini inventory"). Confined: one thread at a time.
 */
final class AnsibleIni {

    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?\\]\\s*(?:[#;].*)?");
    private static final Set<String> STATES = Set.of("hosts", "vars", "children");
    private static final Pattern FLAG = Pattern.compile("True|False");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private final String file;
    private final AnsibleGroups groups;
    private final InventoryProblems problems;

    /** Groups that a section or a list of children named, and that may come further down. */
    private final Map<String, InventoryPlace> expected = new LinkedHashMap<>();

    /** Variables of groups, which may be declared later. */
    private final Map<String, Map<String, InventoryNode>> variables = new LinkedHashMap<>();

    private final List<Child> children = new ArrayList<>();

    private String group = AnsibleGroups.UNGROUPED;
    private String state = "hosts";

    private AnsibleIni(String file, AnsibleGroups groups, InventoryProblems problems) {
        this.file = file;
        this.groups = groups;
        this.problems = problems;
    }

    static void read(String file, String text, AnsibleGroups groups, InventoryProblems problems) {
        AnsibleIni reader = new AnsibleIni(file, groups, problems);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != ';') {
                reader.line(line, new InventoryPlace(file, i + 1));
            }
        }
        reader.expected.forEach((name, place) -> {
            if (!groups.has(name)) {
                problems.add(place, "there is no group \"" + name + "\"");
            }
        });
        reader.variables.forEach((name, values) -> {
            if (groups.has(name)) {
                values.forEach((key, value) -> groups.variable(name, key, value));
            }
        });
    }

    private void line(String line, InventoryPlace place) {
        Matcher section = SECTION.matcher(line);
        if (section.matches()) {
            section(section.group(1), section.group(2) == null ? "hosts" : section.group(2), place);
        } else if (state.equals("vars")) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                problems.add(place, "expected \"key=value\" in [" + group + ":vars]");
            } else {
                variables
                        .computeIfAbsent(group, name -> new LinkedHashMap<>())
                        .put(
                                line.substring(0, equals).strip(),
                                value(line.substring(equals + 1).strip(), place));
            }
        } else if (state.equals("children")) {
            String child = line.split("[\\s#;]", 2)[0];
            if (!groups.has(child)) {
                expected.putIfAbsent(child, place);
            }
            children.add(new Child(group, child, place));
            link();
        } else if (state.equals("hosts")) {
            host(line, place);
        }
    }

    private record Child(String parent, String child, InventoryPlace place) {}

    /** A child may be declared later; it is put in its parent as soon as it is there. */
    private void link() {
        children.removeIf(each -> {
            if (groups.has(each.child())) {
                groups.child(each.parent(), each.child(), each.place());
                return true;
            }
            return false;
        });
    }

    private void section(String name, String kind, InventoryPlace place) {
        group = name;
        state = kind;
        if (!STATES.contains(kind)) {
            problems.add(
                    place,
                    "a section is [group], [group:vars] or [group:children] but this is [" + name + ":" + kind + "]");
            return;
        }
        if (kind.equals("vars")) {
            expected.putIfAbsent(name, place);
        } else {
            groups.group(name);
            link();
        }
    }

    private void host(String line, InventoryPlace place) {
        List<String> words = words(line, place);
        if (words.isEmpty()) {
            return;
        }
        AnsibleHostPattern pattern;
        try {
            pattern = AnsibleHostPattern.parse(words.get(0));
        } catch (IllegalArgumentException e) {
            problems.add(place, String.valueOf(e.getMessage()));
            return;
        }
        Map<String, InventoryNode> own = new LinkedHashMap<>();
        pattern.port()
                .ifPresent(
                        port -> own.put("ansible_port", new Scalar(place, Integer.toString(port), ScalarType.NUMBER)));
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                problems.add(place, "expected \"key=value\" after the host but there is a word without \"=\"");
            } else {
                own.put(word.substring(0, equals), value(word.substring(equals + 1), place));
            }
        }
        pattern.names().forEach(name -> groups.host(group, name, place).putAll(own));
    }

    /** Splits as a shell does: blanks part words, quotes and backslashes keep them together, # begins a comment. */
    private List<String> words(String line, InventoryPlace place) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                char next = line.charAt(++i);
                word.append(quote == '"' && next != '"' && next != '\\' ? "\\" : "")
                        .append(next);
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (c == '#' && !inWord) {
                break;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            problems.add(place, "a quote is opened and not closed");
            return List.of();
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    /** Values are Python literals where they look like one, and texts otherwise. */
    private InventoryNode value(String text, InventoryPlace place) {
        if (text.equals("None")) {
            return new Nothing(place);
        }
        if (text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.indexOf(text.charAt(0), 1) == text.length() - 1) {
            return new Scalar(place, text.substring(1, text.length() - 1), ScalarType.TEXT);
        }
        if ((text.startsWith("{") && !text.startsWith("{{")) || text.startsWith("[")) {
            InventoryProblems notYaml = new InventoryProblems();
            InventoryNode structure = InventoryYaml.read(file, text, notYaml);
            if (notYaml.isEmpty()) {
                return InventoryYaml.at(place, structure);
            }
        }
        ScalarType type = FLAG.matcher(text).matches()
                ? ScalarType.FLAG
                : NUMBER.matcher(text).matches() ? ScalarType.NUMBER : ScalarType.TEXT;
        return new Scalar(place, text, type);
    }
}
