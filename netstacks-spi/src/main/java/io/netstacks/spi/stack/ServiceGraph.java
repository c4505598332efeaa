package io.netstacks.spi.stack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what is wrong between services: names that are taken, dependencies that nothing meets. Confined: one thread. */
final class ServiceGraph {

    private final Map<String, ServiceOutline> services = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> done = new HashSet<>();

    private ServiceGraph() {}

    /** Returns every problem, a sentence each. */
    static List<String> problems(List<ServiceOutline> services) {
        ServiceGraph graph = new ServiceGraph();
        Set<String> twice = new HashSet<>();
        for (ServiceOutline service : services) {
            if (graph.services.putIfAbsent(service.name(), service) != null && twice.add(service.name())) {
                graph.problems.add("there are two services named " + service.name());
            }
        }
        services.forEach(graph::lookForUnknown);
        services.forEach(service -> graph.lookForCircle(service.name()));
        return graph.problems;
    }

    private void lookForUnknown(ServiceOutline service) {
        for (String dependency : service.dependsOn()) {
            if (!services.containsKey(dependency)) {
                problems.add("service " + service.name() + " depends on " + dependency + ", which is not in the stack");
            }
        }
    }

    /** Goes along the dependencies without recursion, as deep as they are. */
    private void lookForCircle(String start) {
        Deque<String> path = new ArrayDeque<>();
        Map<String, Integer> next = new HashMap<>();
        path.addLast(start);
        while (!path.isEmpty()) {
            String service = path.getLast();
            List<String> dependencies = dependencies(service);
            int place = next.merge(service, 1, Integer::sum) - 1;
            if (done.contains(service) || place >= dependencies.size()) {
                done.add(service);
                path.removeLast();
                continue;
            }
            String dependency = dependencies.get(place);
            if (path.contains(dependency)) {
                problems.add("services depend on each other in a circle: " + circle(path, dependency));
            } else if (!done.contains(dependency)) {
                path.addLast(dependency);
            }
        }
    }

    private List<String> dependencies(String service) {
        ServiceOutline outline = services.get(service);
        return outline == null ? List.of() : outline.dependsOn();
    }

    private static String circle(Deque<String> path, String first) {
        List<String> names = new ArrayList<>(path);
        List<String> around = new ArrayList<>(names.subList(names.indexOf(first), names.size()));
        around.add(first);
        return String.join(" -> ", around);
    }
}
