package io.netstacks.testkit.fake;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** What stands behind {@code |} in a command. */
final class OutputFilter {

    private static final List<String> NAMES =
            List.of("include", "match", "exclude", "except", "begin", "find", "count", "section", "no-more");

    private OutputFilter() {}

    /** Returns what a filter does to an answer; empty if there is no such filter. */
    static Optional<UnaryOperator<String>> named(String filter) {
        String[] parts = filter.strip().split("\\s+", 2);
        Optional<String> name = NAMES.stream()
                .filter(known -> !parts[0].isEmpty() && known.startsWith(parts[0].toLowerCase(Locale.ROOT)))
                .findFirst();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (name.get().equals("no-more")) {
            return Optional.of(text -> text);
        }
        Pattern pattern = pattern(parts.length > 1 ? parts[1] : "");
        return Optional.of(text -> apply(name.get(), pattern, text));
    }

    private static String apply(String name, Pattern pattern, String text) {
        List<String> lines = text.lines().toList();
        return switch (name) {
            case "include", "match" -> keep(lines, line -> pattern.matcher(line).find());
            case "exclude", "except" ->
                keep(lines, line -> !pattern.matcher(line).find());
            case "count" ->
                "Count: "
                        + lines.stream()
                                .filter(line -> pattern.matcher(line).find())
                                .count() + " lines\n";
            case "section" -> section(lines, pattern);
            default -> from(lines, pattern);
        };
    }

    private static String keep(List<String> lines, Predicate<String> wanted) {
        return lines.stream().filter(wanted).map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String from(List<String> lines, Pattern pattern) {
        return lines.stream()
                .dropWhile(line -> !pattern.matcher(line).find())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String section(List<String> lines, Pattern pattern) {
        StringBuilder kept = new StringBuilder();
        boolean inside = false;
        for (String line : lines) {
            boolean indented = line.startsWith(" ");
            inside = pattern.matcher(line).find() || (inside && indented);
            if (inside) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(text));
        }
    }
}
