package io.netstacks.core.internal.ssh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The lines of a {@code known_hosts} file by whom they are about: a plain name is looked up, and only hashed names and patterns
 * are tried one by one. Immutable.
 */
final class KnownHostsIndex {

    private static final int[] NONE = {};

    private final List<KnownHostsLine> lines;
    private final Map<String, int[]> named = new HashMap<>();
    private final List<Integer> tried = new ArrayList<>();

    KnownHostsIndex(List<KnownHostsLine> lines) {
        this.lines = lines;
        for (int i = 0; i < lines.size(); i++) {
            String names = lines.get(i).names();
            if (KnownHostsLine.arePlain(names)) {
                for (String name : names.toLowerCase(Locale.ROOT).split(",", -1)) {
                    named.merge(name, new int[] {i}, KnownHostsIndex::joined);
                }
            } else {
                tried.add(i);
            }
        }
    }

    private static int[] joined(int[] some, int[] more) {
        return IntStream.concat(IntStream.of(some), IntStream.of(more)).toArray();
    }

    /** Returns the lines about the host of that name, as {@code host} or {@code [host]:port}, in the order of the file. */
    List<KnownHostsLine> about(String name) {
        IntStream found = IntStream.of(named.getOrDefault(name, NONE));
        IntStream others =
                tried.stream().mapToInt(i -> i).filter(i -> lines.get(i).isAbout(name));
        return IntStream.concat(found, others)
                .sorted()
                .distinct()
                .mapToObj(lines::get)
                .toList();
    }
}
