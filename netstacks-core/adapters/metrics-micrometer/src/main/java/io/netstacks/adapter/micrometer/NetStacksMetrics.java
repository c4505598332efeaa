package io.netstacks.adapter.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.event.NetStacksListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Counts and times what happens in a Micrometer registry of the host's. Each node counts what it does itself. Safe for use
 * by many threads.
 *
 * <pre>{@code
 * NetStacksMetrics metrics = NetStacksMetrics.to(registry);
 * NetStacks net = NetStacks.builder().listener(metrics).build();
 * NetStacksTasks tasks = NetStacksTasks.over(net).build();
 * metrics.queue(tasks::waiting);
 * }</pre>
 *
 * <p>Meters, with their tags: {@code netstacks.tasks.submitted} (task), {@code netstacks.tasks.finished} (task, platform,
 * outcome), the timers {@code netstacks.task.wait} (task) and {@code netstacks.task.run} (task, platform, outcome), the gauges
 * {@code netstacks.tasks.waiting} and {@code netstacks.sessions.open}, {@code netstacks.sessions.opened} (platform, transport),
 * {@code netstacks.sessions.refused} (code), {@code netstacks.changes} (platform, status), {@code netstacks.backups} (outcome) and
 * {@code netstacks.schedule.runs} (outcome). Device names are never tags: there are too many of them. The platform of a task is
 * that of its device's last session in this process, {@code unknown} if there was none.
 */
public final class NetStacksMetrics implements NetStacksListener {

    /** More devices than this forget the platform of the one that was not seen for the longest time. */
    private static final int DEVICES = 100_000;

    private static final String UNKNOWN = "unknown";

    private final MeterRegistry registry;
    private final AtomicInteger openSessions = new AtomicInteger();
    private final Map<String, String> platforms = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > DEVICES;
        }
    };

    private NetStacksMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("netstacks.sessions.open", openSessions::get)
                .description("sessions with devices that are open")
                .register(registry);
    }

    /** Returns a listener that writes to this registry; one for each {@code NetStacks}. */
    public static NetStacksMetrics to(MeterRegistry registry) {
        return new NetStacksMetrics(registry);
    }

    /**
     * Shows how many tasks wait, asked whenever the registry is read.
     *
     * @param waiting what tells, usually {@code tasks::waiting}; of a cluster's nodes one is enough, since it counts all
     */
    public void queue(IntSupplier waiting) {
        Gauge.builder("netstacks.tasks.waiting", waiting::getAsInt)
                .description("accepted tasks that no worker has begun")
                .register(registry);
    }

    @Override
    public void on(NetStacksEvent event) {
        switch (event.kind()) {
            case SESSION_OPENED -> opened(event);
            case SESSION_CLOSED -> openSessions.decrementAndGet();
            case SESSION_REFUSED -> count("netstacks.sessions.refused", "code", detail(event, "code"));
            case CHANGE_FINISHED ->
                count(
                        "netstacks.changes",
                        "platform",
                        detail(event, "platform"),
                        "status",
                        event.details().getOrDefault("status", detail(event, "code")));
            case BACKUP_FINISHED -> count("netstacks.backups", "outcome", detail(event, "outcome"));
            case TASK_SUBMITTED -> count("netstacks.tasks.submitted", "task", detail(event, "task"));
            case TASK_STARTED ->
                record(event, "wait_ms", Timer.builder("netstacks.task.wait").tag("task", detail(event, "task")));
            case TASK_FINISHED -> finished(event);
            case SCHEDULE_RUN_FINISHED -> count("netstacks.schedule.runs", "outcome", detail(event, "outcome"));
            case HOST_KEY_TRUSTED, SCHEDULE_RUN_STARTED -> {
                // told, not counted
            }
        }
    }

    private void opened(NetStacksEvent event) {
        openSessions.incrementAndGet();
        String platform = detail(event, "platform");
        synchronized (platforms) {
            platforms.put(event.subject(), platform);
        }
        count("netstacks.sessions.opened", "platform", platform, "transport", detail(event, "transport"));
    }

    private void finished(NetStacksEvent event) {
        String[] tags = {
            "task",
            detail(event, "task"),
            "platform",
            platformOf(detail(event, "subject")),
            "outcome",
            detail(event, "outcome")
        };
        count("netstacks.tasks.finished", tags);
        record(event, "run_ms", Timer.builder("netstacks.task.run").tags(tags));
    }

    private String platformOf(String device) {
        synchronized (platforms) {
            return platforms.getOrDefault(device, UNKNOWN);
        }
    }

    private void count(String meter, String... tags) {
        registry.counter(meter, tags).increment();
    }

    private void record(NetStacksEvent event, String millis, Timer.Builder timer) {
        String taken = event.details().get(millis);
        if (taken != null) {
            timer.register(registry).record(Duration.ofMillis(Long.parseLong(taken)));
        }
    }

    private static String detail(NetStacksEvent event, String name) {
        return event.details().getOrDefault(name, UNKNOWN);
    }
}
