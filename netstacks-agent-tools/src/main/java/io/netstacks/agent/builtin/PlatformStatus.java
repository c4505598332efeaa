package io.netstacks.agent.builtin;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.netstacks.core.NetStacks;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts of what the platform holds, kept for a minute and read by one thread at a time. A section that fails says so;
 * the others are not disturbed, and nothing is counted as zero that could not be counted.
 */
final class PlatformStatus {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final String ONLY = "status";

    private final NetStacks net;
    private final LoadingCache<String, Map<String, Object>> cache;

    PlatformStatus(NetStacks net) {
        this.net = net;
        cache = Caffeine.newBuilder().expireAfterWrite(KEPT).build(key -> count());
    }

    Map<String, Object> read() {
        return cache.get(ONLY);
    }

    private Map<String, Object> count() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("as_of", net.clock().instant().toString());
        status.put("devices", section(() -> {
            Map<String, Long> byPlatform = net.stores().devices().countByPlatform();
            return Map.of(
                    "total",
                    byPlatform.values().stream().mapToLong(Long::longValue).sum(),
                    "by_platform",
                    byPlatform);
        }));
        status.put(
                "tasks",
                section(() -> Map.of("running", count(TaskState.RUNNING), "pending", count(TaskState.PENDING))));
        status.put("snapshots", section(() -> Map.of("latest", latestSnapshot().orElse("none"))));
        return status;
    }

    private static Object section(Supplier<Object> counting) {
        try {
            return counting.get();
        } catch (NetStacksException e) {
            return Map.of("unavailable", e.code().name());
        }
    }

    private String count(TaskState state) {
        var page = net.stores().tasks().list(TaskQuery.in(state), PageRequest.first(1000));
        return page.next().isPresent()
                ? page.items().size() + " or more"
                : String.valueOf(page.items().size());
    }

    private Optional<String> latestSnapshot() {
        return net.stores().snapshots().list(PageRequest.first(1)).items().stream()
                .findFirst()
                .map(snapshot -> snapshot.name() + ": " + snapshot.state());
    }
}
