package io.netstacks.testkit.fake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration of statements with a candidate that all sessions share, as Junos has it: {@code set} and {@code delete}
 * change the candidate, {@code commit} makes it the running one, {@code rollback} brings an older one back. Safe for use
 * by many threads.
 */
final class SetStyleConfig implements FakeConfig {

    private static final int HISTORY = 50;

    /** Statements of which there is one for the words before the last. */
    private static final Set<String> SINGLE = Set.of(
            "host-name",
            "description",
            "mtu",
            "autonomous-system",
            "router-id",
            "peer-as",
            "local-as",
            "speed",
            "metric",
            "next-hop",
            "time-zone",
            "domain-name");

    private final Deque<List<String>> history = new ArrayDeque<>();
    private List<String> candidate = new ArrayList<>();
    private List<String> running = List.of();

    /** Begins with {@code set} lines. */
    SetStyleConfig(String initial) {
        change(initial);
    }

    synchronized void set(String statement) {
        List<String> words = StatementText.words(statement);
        if (words.size() > 1 && SINGLE.contains(words.get(words.size() - 2))) {
            String stem = String.join(" ", words.subList(0, words.size() - 1));
            candidate.removeIf(line -> line.startsWith(stem + " "));
        }
        String line = String.join(" ", words);
        if (!candidate.contains(line)) {
            candidate.add(line);
        }
    }

    /** Removes the statements that are, or begin with, these words; tells whether there were any. */
    synchronized boolean delete(String statement) {
        String stem = String.join(" ", StatementText.words(statement));
        return candidate.removeIf(line -> stem.isEmpty() || line.equals(stem) || line.startsWith(stem + " "));
    }

    /** Makes the candidate the running configuration; tells whether it differed. */
    synchronized boolean commit() {
        if (candidate.equals(running)) {
            return false;
        }
        history.push(running);
        while (history.size() > HISTORY) {
            history.removeLast();
        }
        running = List.copyOf(candidate);
        return true;
    }

    /** Makes an older configuration the candidate: 0 is the running one; tells whether there is such a one. */
    synchronized boolean rollback(int number) {
        if (number == 0) {
            candidate = new ArrayList<>(running);
            return true;
        }
        Optional<List<String>> older = history.stream().skip(number - 1L).findFirst();
        older.ifPresent(lines -> candidate = new ArrayList<>(lines));
        return older.isPresent();
    }

    synchronized boolean isChanged() {
        return !candidate.equals(running);
    }

    /** Returns the candidate, below a path, with braces. */
    synchronized String candidateText(List<String> path) {
        return StatementText.braces(candidate, path);
    }

    /** Returns the candidate as {@code set} lines. */
    synchronized String candidateStatements() {
        return StatementText.statements(candidate);
    }

    /** Returns the running configuration as {@code set} lines. */
    synchronized String runningStatements() {
        return StatementText.statements(running);
    }

    /** Returns what the candidate changes, in the form of {@code show | compare}. */
    synchronized String compare() {
        return StatementText.compare(running, candidate);
    }

    @Override
    public synchronized String running() {
        return StatementText.braces(running, List.of());
    }

    /** Returns the running configuration: what is committed is kept. */
    @Override
    public String startup() {
        return running();
    }

    @Override
    public void save() {}

    @Override
    public synchronized void reload() {
        candidate = new ArrayList<>(running);
    }

    /** Takes {@code set} and {@code delete} lines and commits them. */
    @Override
    public synchronized void change(String lines) {
        for (String line : lines.lines().map(String::strip).toList()) {
            if (line.startsWith("set ")) {
                set(line.substring(4));
            } else if (line.startsWith("delete ")) {
                delete(line.substring(7));
            } else if (!line.isEmpty()) {
                throw new IllegalArgumentException("not a set or delete line: \"" + line + "\"");
            }
        }
        commit();
    }

    @Override
    public synchronized Optional<String> hostname() {
        String stem = "system host-name ";
        return running.stream()
                .filter(line -> line.startsWith(stem))
                .map(line -> line.substring(stem.length()))
                .findFirst();
    }
}
