package io.netstacks.testkit.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a line-based configuration language needs to be simulated. Immutable.
 *
 * @param sections what opens a section, with what the prompt shows inside it
 * @param nested which of those words open a section inside another one
 * @param words the first words that are known; the rest is refused
 * @param global which of those words belong to no section, even if typed inside one
 * @param single beginnings of lines of which a section holds one
 * @param indent what stands before a line per section that it is in
 * @param separator stands between sections, for example {@code !}
 */
record LineGrammar(
        Map<Pattern, String> sections,
        Set<String> nested,
        Set<String> words,
        Set<String> global,
        List<String> single,
        String indent,
        String separator) {

    /** Returns what the prompt shows inside the section that the line opens; empty if it opens none. */
    Optional<String> section(String line) {
        return sections.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(line).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    boolean nests(String line) {
        return nested.contains(firstWord(line));
    }

    /** Returns the line with its first word written out, or nothing if no known word begins so. */
    Optional<String> known(String line) {
        String first = firstWord(line);
        if (words.contains(first)) {
            return Optional.of(line);
        }
        List<String> possible =
                words.stream().filter(word -> word.startsWith(first)).limit(2).toList();
        return possible.size() == 1 ? Optional.of(possible.get(0) + line.substring(first.length())) : Optional.empty();
    }

    /** Returns the beginning by which a line replaces another one. */
    Optional<String> replacedBy(String line) {
        return single.stream().filter(words -> line.startsWith(words + " ")).findFirst();
    }

    boolean isGlobal(String line) {
        return global.contains(firstWord(line));
    }

    private static String firstWord(String line) {
        int blank = line.indexOf(' ');
        return blank < 0 ? line : line.substring(0, blank);
    }
}
