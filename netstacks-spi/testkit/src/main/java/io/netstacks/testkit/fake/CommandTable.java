package io.netstacks.testkit.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Finds the command that a line means: literally, by pattern, by abbreviation, in this order; a command that was added
 * later hides an earlier one. Immutable.
 */
final class CommandTable {

    /** What a line turned out to be. */
    sealed interface Found {
        record One(FakeCommand command, List<String> groups) implements Found {}

        record Ambiguous() implements Found {}

        record Nothing() implements Found {}
    }

    private final List<FakeCommand> newestFirst;
    private final boolean abbreviations;

    CommandTable(List<FakeCommand> commands, boolean abbreviations) {
        List<FakeCommand> reversed = new ArrayList<>(commands);
        Collections.reverse(reversed);
        this.newestFirst = List.copyOf(reversed);
        this.abbreviations = abbreviations;
    }

    Found find(String mode, String line) {
        List<String> typed = List.of(line.split("\\s+"));
        return literal(mode, typed, line)
                .or(() -> pattern(mode, line))
                .orElseGet(() -> abbreviations ? abbreviated(mode, typed, line) : new Found.Nothing());
    }

    private Optional<Found> literal(String mode, List<String> typed, String line) {
        return newestFirst.stream()
                .filter(command -> command.worksIn(mode) && command.words().equals(typed))
                .findFirst()
                .map(command -> new Found.One(command, List.of(line)));
    }

    private Optional<Found> pattern(String mode, String line) {
        for (FakeCommand command : newestFirst) {
            if (command.pattern().isPresent() && command.worksIn(mode)) {
                Matcher matcher = command.pattern().get().matcher(line);
                if (matcher.matches()) {
                    return Optional.of(new Found.One(command, groups(matcher)));
                }
            }
        }
        return Optional.empty();
    }

    private Found abbreviated(String mode, List<String> typed, String line) {
        List<FakeCommand> possible = newestFirst.stream()
                .filter(command -> command.worksIn(mode) && command.abbreviatedBy(typed))
                .toList();
        if (possible.isEmpty()) {
            return new Found.Nothing();
        }
        boolean same = possible.stream().map(FakeCommand::words).distinct().count() == 1;
        return same ? new Found.One(possible.get(0), List.of(line)) : new Found.Ambiguous();
    }

    private static List<String> groups(Matcher matcher) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            groups.add(group == null ? "" : group);
        }
        return groups;
    }
}
