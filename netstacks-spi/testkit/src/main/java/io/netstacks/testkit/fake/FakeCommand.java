package io.netstacks.testkit.fake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command of a simulated device.
 *
 * @param modes where it works; everywhere if empty
 * @param words the words of a literal command; empty for one with a pattern
 * @param pattern matches the whole line
 */
record FakeCommand(Set<String> modes, List<String> words, Optional<Pattern> pattern, FakeAnswer answer) {

    static FakeCommand literal(Set<String> modes, String line, FakeAnswer answer) {
        return new FakeCommand(modes, List.of(line.strip().split("\\s+")), Optional.empty(), answer);
    }

    static FakeCommand matching(Set<String> modes, Pattern pattern, FakeAnswer answer) {
        return new FakeCommand(modes, List.of(), Optional.of(pattern), answer);
    }

    boolean worksIn(String mode) {
        return modes.isEmpty() || modes.contains(mode);
    }

    /** Tells whether every typed word is the beginning of the command's word at its place. */
    boolean abbreviatedBy(List<String> typed) {
        if (typed.size() != words.size()) {
            return false;
        }
        for (int i = 0; i < typed.size(); i++) {
            if (!words.get(i).startsWith(typed.get(i))) {
                return false;
            }
        }
        return true;
    }
}
