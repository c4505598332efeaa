package io.netstacks.testkit.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows statements as {@code set} lines, with braces, and compared. */
final class StatementText {

    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");
    /** Words that open a block together with the name behind them. */
    private static final Set<String> NAMED = Set.of(
            "unit",
            "family",
            "address",
            "group",
            "neighbor",
            "user",
            "term",
            "policy-statement",
            "route",
            "vlan",
            "area");

    /** Words that are followed by a value. */
    private static final Set<String> VALUED = Set.of(
            "host-name",
            "description",
            "mtu",
            "autonomous-system",
            "router-id",
            "peer-as",
            "class",
            "next-hop",
            "time-zone",
            "domain-name",
            "type",
            "speed");

    /** A block: what stands in it, in order. */
    private static final class Block {
        private final Map<String, Block> below = new LinkedHashMap<>();
    }

    private StatementText() {}

    /** Splits a statement at blanks, quoted texts kept together. */
    static List<String> words(String statement) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(statement);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    static String statements(List<String> lines) {
        return lines.stream().map(line -> "set " + line + "\n").collect(Collectors.joining());
    }

    /** Returns what is below a path, with braces, four blanks a level. */
    static String braces(List<String> lines, List<String> path) {
        String stem = path.isEmpty() ? "" : String.join(" ", path) + " ";
        Block root = new Block();
        for (String line : lines) {
            if (line.startsWith(stem)) {
                Block block = root;
                for (String part : parts(words(line.substring(stem.length())))) {
                    block = block.below.computeIfAbsent(part, absent -> new Block());
                }
            }
        }
        StringBuilder text = new StringBuilder();
        render(root, 0, text);
        return text.toString();
    }

    /** Returns changed lines below the block that they are in, as Junos compares. */
    static String compare(List<String> before, List<String> after) {
        Map<String, StringBuilder> blocks = new LinkedHashMap<>();
        for (String line : TreeDiff.lines(String.join("\n", before), String.join("\n", after))) {
            if (!line.startsWith(" ") && line.length() > 1) {
                List<String> parts = parts(words(line.substring(1)));
                String path = String.join(" ", parts.subList(0, parts.size() - 1));
                blocks.computeIfAbsent(path, absent -> new StringBuilder())
                        .append(line.charAt(0))
                        .append("   ")
                        .append(parts.get(parts.size() - 1))
                        .append(";\n");
            }
        }
        StringBuilder text = new StringBuilder();
        blocks.forEach((path, changes) -> text.append(path.isEmpty() ? "[edit]\n" : "[edit " + path + "]\n")
                .append(changes));
        return text.toString();
    }

    /** Groups the words of a statement into the names of its blocks; the last group is the leaf. */
    private static List<String> parts(List<String> words) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            int left = words.size() - at;
            boolean pair = left >= 2
                    && (NAMED.contains(words.get(at))
                            || (left == 2 && (VALUED.contains(words.get(at)) || isValue(words.get(at + 1)))));
            parts.add(pair ? words.get(at) + " " + words.get(at + 1) : words.get(at));
            at += pair ? 2 : 1;
        }
        return parts;
    }

    /** Tells a value from a keyword: it is quoted, or has a digit, a dot or a slash. */
    private static boolean isValue(String word) {
        return word.startsWith("\"") || word.chars().anyMatch(c -> Character.isDigit(c) || c == '.' || c == '/');
    }

    private static void render(Block block, int depth, StringBuilder text) {
        String indent = "    ".repeat(depth);
        block.below.forEach((name, inside) -> {
            if (inside.below.isEmpty()) {
                text.append(indent).append(name).append(";\n");
            } else {
                text.append(indent).append(name).append(" {\n");
                render(inside, depth + 1, text);
                text.append(indent).append("}\n");
            }
        });
    }
}
