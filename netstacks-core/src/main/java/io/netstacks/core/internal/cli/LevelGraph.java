package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.EnableRules;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PrivilegeLevel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The levels of a platform and the ways between them. Immutable. */
final class LevelGraph {

    /** How one gets from one level to another. */
    enum Way {
        ENABLE,
        ENABLE_EXIT,
        CONFIG,
        CONFIG_EXIT
    }

    /** A way between two levels. */
    record Edge(String from, String to, Way way) {}

    private static final List<String> PRIVILEGED = List.of("privileged", "root", "expert", "tmsh");
    private static final List<String> LOGIN = List.of("exec", "cli", "user", "clish");
    private static final List<String> CONFIGURING = List.of("config", "config_session", "candidate");

    private final List<Edge> edges;
    private final String operational;

    private LevelGraph(List<Edge> edges, String operational) {
        this.edges = List.copyOf(edges);
        this.operational = operational;
    }

    static LevelGraph of(Platform platform) {
        List<String> names = names(platform);
        Optional<String> login = first(LOGIN, names);
        Optional<String> privileged = first(PRIVILEGED, names);
        String last = names.get(names.size() - 1);
        String operational = privileged
                .filter(name -> name.equals("privileged") || name.equals("tmsh"))
                .or(() -> login)
                .orElse(last);
        List<Edge> edges = new ArrayList<>();
        Optional<String> base = platform.enable().flatMap(EnableRules::from).or(() -> login);
        if (platform.enable().isPresent() && base.isPresent() && privileged.isPresent()) {
            edges.add(new Edge(base.get(), privileged.get(), Way.ENABLE));
            platform.enable()
                    .flatMap(EnableRules::exit)
                    .ifPresent(exit -> edges.add(new Edge(privileged.get(), base.get(), Way.ENABLE_EXIT)));
        }
        if (platform.configMode().isPresent()) {
            first(CONFIGURING, names)
                    .filter(config -> !platform.configMode().get().enter().isEmpty())
                    .ifPresent(config -> edges.add(new Edge(operational, config, Way.CONFIG)));
            for (String name : names) {
                if (CONFIGURING.contains(name)) {
                    edges.add(new Edge(name, operational, Way.CONFIG_EXIT));
                }
            }
        }
        return new LevelGraph(edges, operational);
    }

    private static List<String> names(Platform platform) {
        List<String> names = new ArrayList<>();
        for (PrivilegeLevel level : platform.levels()) {
            names.add(level.name());
        }
        return names;
    }

    private static Optional<String> first(List<String> wanted, List<String> names) {
        for (String name : wanted) {
            if (names.contains(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Returns the first step of the shortest way; empty if there is none. */
    Optional<Edge> step(String from, String to) {
        Map<String, Edge> firstSteps = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String at = open.removeFirst();
            for (Edge edge : edges) {
                if (edge.from().equals(at) && !edge.to().equals(from) && !firstSteps.containsKey(edge.to())) {
                    firstSteps.put(edge.to(), firstSteps.getOrDefault(at, edge));
                    open.addLast(edge.to());
                }
            }
        }
        return Optional.ofNullable(firstSteps.get(to));
    }

    /** Returns the level in which commands are run and configurations read. */
    String operational() {
        return operational;
    }

    boolean isConfiguring(String level) {
        return CONFIGURING.contains(level);
    }

    boolean isPrivileged(String level) {
        return PRIVILEGED.contains(level);
    }
}
