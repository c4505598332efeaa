package io.netstacks.core.internal.ssh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The lines of a {@code known_hosts} file by whom they are about: a plain name is looked up, and only hashed names and patterns
 * are tried one by one. Immutable.
 */
final class KnownHostsIndex {

    private final List<KnownHostsLine> lines;
    private final Map<String, List<Integer>> named = new HashMap<>();
    private final List<Integer> tried = new ArrayList<>();

    KnownHostsIndex(List<KnownHostsLine> lines) {
        this.lines = lines;
        for (int i = 0; i < lines.size(); i++) {
            String names = lines.get(i).names();
            if (KnownHostsLine.arePlain(names)) {
                for (String name : names.toLowerCase(Locale.ROOT).split(",", -1)) {
                    named.merge(name, List.of(i), KnownHostsIndex::joined);
                }
            } else if (!names.isEmpty()) {
                tried.add(i);
            }
        }
    }

    /** Most names stand in one line. */
    private static List<Integer> joined(List<Integer> some, List<Integer> more) {
        List<Integer> all = some.size() == 1 ? new ArrayList<>(some) : some;
        all.addAll(more);
        return all;
    }

    /** Returns the lines about the host of that name, as {@code host} or {@code [host]:port}, in the order of the file. */
    List<KnownHostsLine> about(String name) {
        Stream<Integer> found = named.getOrDefault(name, List.of()).stream();
        Stream<Integer> others = tried.stream().filter(i -> lines.get(i).isAbout(name));
        return Stream.concat(found, others).sorted().distinct().map(lines::get).toList();
    }
}
