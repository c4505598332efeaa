package io.netstacks.adapter.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.spi.event.NetStacksEvent;
import io.netstacks.spi.event.NetStacksEvent.Kind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetStacksTracingTest {

    private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");
    private static final Map<String, String> READ = Map.of("task", "tasks.device_tasks.get_config", "subject", "edge1");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private final NetStacksTracing tracing = NetStacksTracing.to(telemetry);

    @AfterEach
    void close() {
        telemetry.close();
    }

    private void tell(Kind kind, int second, String subject, Map<String, String> details) {
        tell(kind, second, "c-1", subject, details);
    }

    private void tell(Kind kind, int second, String correlation, String subject, Map<String, String> details) {
        tracing.on(new NetStacksEvent(kind, TEN.plusSeconds(second), correlation, subject, details));
    }

    private static Map<String, String> with(String name, String value) {
        return Map.of("task", "tasks.device_tasks.get_config", "subject", "edge1", name, value);
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @Test
    void a_task_is_a_span_below_the_one_that_submitted_it_and_its_session_is_below_the_task() {
        Span request = telemetry.getTracer("host").spanBuilder("GET /backup").startSpan();
        try (Scope current = request.makeCurrent()) {
            assertThat(current).isNotNull();
            tell(Kind.TASK_SUBMITTED, 0, "t-1", READ);
        }
        tell(Kind.TASK_STARTED, 1, "t-1", with("wait_ms", "1000"));
        tell(Kind.SESSION_OPENED, 2, "edge1", Map.of("platform", "cisco_ios", "transport", "ssh"));
        tell(Kind.BACKUP_FINISHED, 3, "edge1", Map.of("outcome", "CHANGED", "backup", "b-1"));
        tell(Kind.SESSION_CLOSED, 4, "edge1", Map.of());
        tell(Kind.TASK_FINISHED, 5, "t-1", with("outcome", "SUCCEEDED"));
        request.end();

        SpanData task = span("netstacks.task");
        SpanData session = span("netstacks.session");
        assertThat(task.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
        assertThat(session.getParentSpanId()).isEqualTo(task.getSpanId());
        assertThat(Duration.ofNanos(task.getEndEpochNanos() - task.getStartEpochNanos()))
                .hasSeconds(4);
        assertThat(Duration.ofNanos(session.getEndEpochNanos() - session.getStartEpochNanos()))
                .hasSeconds(2);
        assertThat(attribute(task, "netstacks.outcome")).isEqualTo("SUCCEEDED");
        assertThat(attribute(task, "netstacks.task")).isEqualTo("tasks.device_tasks.get_config");
        assertThat(attribute(task, "netstacks.correlation_id")).isEqualTo("c-1");
        assertThat(attribute(session, "netstacks.platform")).isEqualTo("cisco_ios");
        assertThat(task.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(session.getEvents()).extracting(EventData::getName).containsExactly("netstacks.backup_finished");
    }

    @Test
    void a_task_of_another_process_is_below_the_span_that_its_correlation_id_names() {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        tell(Kind.TASK_STARTED, 1, traceparent, "t-1", READ);
        tell(Kind.TASK_FINISHED, 2, traceparent, "t-1", with("outcome", "SUCCEEDED"));

        assertThat(span("netstacks.task").getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(span("netstacks.task").getParentSpanId()).isEqualTo("b7ad6b7169203331");
    }

    @Test
    void a_task_that_nobody_traced_begins_a_trace() {
        tell(Kind.TASK_SUBMITTED, 0, "t-1", READ);
        tell(Kind.TASK_STARTED, 1, "t-1", READ);
        tell(Kind.TASK_FINISHED, 2, "t-1", with("outcome", "UNKNOWN"));

        SpanData task = span("netstacks.task");
        assertThat(task.getParentSpanId()).isEqualTo(SpanId.getInvalid());
        assertThat(task.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(task.getStatus().getDescription()).isEqualTo("UNKNOWN");
    }

    @Test
    void a_session_without_a_task_is_below_the_current_span_and_a_refused_one_is_an_error_of_its_own() {
        Span request = telemetry.getTracer("host").spanBuilder("GET /version").startSpan();
        try (Scope current = request.makeCurrent()) {
            assertThat(current).isNotNull();
            tell(Kind.SESSION_OPENED, 0, "edge1", Map.of("platform", "cisco_ios", "transport", "ssh"));
            tell(Kind.SESSION_CLOSED, 1, "edge1", Map.of());
            tell(Kind.SESSION_REFUSED, 2, "edge2", Map.of("code", "AUTH_FAILED"));
        }
        request.end();

        assertThat(span("netstacks.session").getParentSpanId())
                .isEqualTo(request.getSpanContext().getSpanId());
        SpanData refused = span("netstacks.session_refused");
        assertThat(refused.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
        assertThat(refused.getStatus().getDescription()).isEqualTo("AUTH_FAILED");
    }

    @Test
    void a_task_that_never_began_leaves_nothing_behind() {
        tell(Kind.TASK_SUBMITTED, 0, "t-1", READ);
        tell(Kind.TASK_FINISHED, 1, "t-1", with("outcome", "CANCELLED"));

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void a_run_of_a_schedule_is_a_span() {
        tell(Kind.SCHEDULE_RUN_STARTED, 0, "nightly", Map.of("run", "7", "task", "t-1"));
        tell(Kind.SCHEDULE_RUN_STARTED, 0, "hourly", Map.of("run", "7", "task", "t-2"));
        tell(Kind.SCHEDULE_RUN_FINISHED, 9, "nightly", Map.of("run", "7", "outcome", "FAILED"));

        SpanData run = span("netstacks.schedule.run");
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        assertThat(attribute(run, "netstacks.task")).isEqualTo("t-1");
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void what_is_never_closed_is_ended_when_too_much_is_open() {
        Recent<String, Span> few = new Recent<>(1, Span::end);
        few.put("one", telemetry.getTracer("host").spanBuilder("one").startSpan());
        few.put("two", telemetry.getTracer("host").spanBuilder("two").startSpan());

        assertThat(few.find("one")).isEmpty();
        assertThat(few.find("two")).isPresent();
        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly("one");
    }
}
