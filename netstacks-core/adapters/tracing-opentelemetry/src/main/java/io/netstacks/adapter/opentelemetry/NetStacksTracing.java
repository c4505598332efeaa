package io.netstacks.adapter.opentelemetry;

import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.event.NetStacksListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells an OpenTelemetry of the host's what happens, as spans. Safe for use by many threads.
 *
 * <pre>{@code
 * NetStacks net = NetStacks.builder().listener(NetStacksTracing.to(openTelemetry)).build();
 * }</pre>
 *
 * <p>Spans: {@code netstacks.task} from begin to end of a task, {@code netstacks.session} from login to logout, and
 * {@code netstacks.schedule.run}. Their attributes are the details of the event, each with {@code netstacks.} before its
 * name, and {@code netstacks.subject} and {@code netstacks.correlation_id}. Changes, backups and trusted host keys are events
 * of the span of their session or task; one that nothing is open for is a span of no length.
 *
 * <p>A task's parent is the span that was current when the task was submitted; if it was submitted in another process, it
 * is the one that its correlation id names, if that is a W3C {@code traceparent}; otherwise it begins a trace. A session's
 * parent is the task of the same correlation id and device, else the current span. Spans of tasks are not made current on
 * their thread.
 *
 * <p>Up to 100,000 spans and submissions are kept in mind; beyond that, those that are open for the longest time are ended.
 */
public final class NetStacksTracing implements NetStacksListener {

    private static final int MOST = 100_000;

    /** Outcomes, and statuses of changes, with which nobody has to do anything. */
    private static final Set<String> GOOD = Set.of("SUCCEEDED", "PARTIAL", "CANCELLED", "SKIPPED");

    private static final AttributeKey<String> SUBJECT = AttributeKey.stringKey("netstacks.subject");
    private static final AttributeKey<String> CORRELATION = AttributeKey.stringKey("netstacks.correlation_id");

    private final Tracer tracer;
    private final Recent<String, Context> submitted = new Recent<>(MOST, context -> {});
    private final Recent<String, Span> runs = new Recent<>(MOST, Span::end);
    private final Recent<String, Span> tasks = new Recent<>(MOST, Span::end);
    private final Recent<Operation, Span> work = new Recent<>(MOST, span -> {});
    private final Recent<Operation, Span> sessions = new Recent<>(MOST, Span::end);

    /** What is done on one device for one reason; a device has one session at a time. */
    private record Operation(String correlationId, String device) {}

    private NetStacksTracing(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Returns a listener that tells this one; one for each {@code NetStacks}. */
    public static NetStacksTracing to(OpenTelemetry telemetry) {
        return new NetStacksTracing(telemetry.getTracer("io.netstacks"));
    }

    @Override
    public void on(NetStacksEvent event) {
        switch (event.kind()) {
            case TASK_SUBMITTED -> submitted(event);
            case TASK_STARTED -> begun(event);
            case TASK_FINISHED -> finished(event);
            case SESSION_OPENED ->
                sessions.put(operation(event), start("netstacks.session", event, parentOfSession(event)));
            case SESSION_CLOSED -> sessions.remove(operation(event)).ifPresent(span -> span.end(event.at()));
            case SCHEDULE_RUN_STARTED -> runs.put(run(event), start("netstacks.schedule.run", event, Context.root()));
            case SCHEDULE_RUN_FINISHED -> runs.remove(run(event)).ifPresent(span -> end(span, event));
            case SESSION_REFUSED, CHANGE_FINISHED, BACKUP_FINISHED, HOST_KEY_TRUSTED -> note(event);
        }
    }

    private void submitted(NetStacksEvent event) {
        Context now = Context.current();
        if (Span.fromContext(now).getSpanContext().isValid()) {
            submitted.put(event.subject(), now);
        }
    }

    private void begun(NetStacksEvent event) {
        Context parent = submitted.remove(event.subject()).orElseGet(() -> Traceparent.read(event.correlationId()));
        Span span = start("netstacks.task", event, parent);
        tasks.put(event.subject(), span);
        work.put(operation(event), span);
    }

    private void finished(NetStacksEvent event) {
        submitted.remove(event.subject());
        tasks.remove(event.subject()).ifPresent(span -> {
            work.remove(operation(event), span);
            end(span, event);
        });
    }

    private static void end(Span span, NetStacksEvent event) {
        span.setAllAttributes(attributes(event));
        if (isBad(event.details())) {
            span.setStatus(StatusCode.ERROR, reason(event.details()));
        }
        span.end(event.at());
    }

    private void note(NetStacksEvent event) {
        String name = "netstacks." + event.kind().name().toLowerCase(Locale.ROOT);
        Optional<Span> open = sessions.find(operation(event)).or(() -> work.find(operation(event)));
        if (open.isPresent()) {
            open.get().addEvent(name, attributes(event), event.at());
        } else {
            end(start(name, event, Context.current()), event);
        }
    }

    private Span start(String name, NetStacksEvent event, Context parent) {
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setStartTimestamp(event.at())
                .setAllAttributes(attributes(event))
                .startSpan();
    }

    private Context parentOfSession(NetStacksEvent event) {
        return work.find(operation(event)).map(Context.current()::with).orElseGet(Context::current);
    }

    private static Operation operation(NetStacksEvent event) {
        return new Operation(event.correlationId(), event.details().getOrDefault("subject", event.subject()));
    }

    private static String run(NetStacksEvent event) {
        return event.details().getOrDefault("run", "") + " of " + event.subject();
    }

    private static Attributes attributes(NetStacksEvent event) {
        AttributesBuilder attributes = Attributes.builder();
        attributes.put(SUBJECT, event.subject());
        if (!event.correlationId().isEmpty()) {
            attributes.put(CORRELATION, event.correlationId());
        }
        event.details().forEach((name, value) -> attributes.put("netstacks." + name, value));
        return attributes.build();
    }

    private static boolean isBad(Map<String, String> details) {
        return details.containsKey("code")
                || (details.containsKey("outcome") && !GOOD.contains(details.get("outcome")));
    }

    private static String reason(Map<String, String> details) {
        return details.getOrDefault("code", details.getOrDefault("outcome", ""));
    }
}
