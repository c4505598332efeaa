package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netstacks.adapter.micrometer.NetStacksMetrics;
import io.netstacks.adapter.opentelemetry.NetStacksTracing;
import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.device.CommandReport;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What docs/observing.md shows is what runs here. */
class ObservingGuideTest {

    @Test
    void a_task_on_a_device_is_seen_in_the_registry() {
        OperationContext me = OperationContext.as(Actor.user("kim"));
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"))) {
            // tag::guide[]
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            NetStacksMetrics metrics = NetStacksMetrics.to(registry);
            NetStacks net = NetStacks.builder()
                    .storage("memory")
                    .credentials(CredentialSources.of(device.credentials()))
                    .listener(metrics)
                    .build();
            NetStacksTasks tasks = NetStacksTasks.over(net).build();
            metrics.queue(tasks::waiting);
            // end::guide[]

            try (net;
                    tasks) {
                net.inventory().save(device.asDevice().build());
                tasks.run(GetConfig.of("edge1", "show version"), me);
            }

            assertThat(registry.get("netstacks.task.run")
                            .tags("platform", "cisco_ios", "outcome", "SUCCEEDED")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("netstacks.task.wait").timer().count()).isEqualTo(1);
            assertThat(registry.get("netstacks.sessions.opened").counter().count())
                    .isEqualTo(1);
            assertThat(registry.get("netstacks.sessions.open").gauge().value()).isZero();
            assertThat(registry.get("netstacks.tasks.waiting").gauge().value()).isZero();
        }
    }

    @Test
    @SuppressWarnings("try") // the scope is there for what is done in it
    void a_request_its_task_and_the_session_are_one_trace() {
        OperationContext me = OperationContext.as(Actor.user("kim"));
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        OpenTelemetry telemetry =
                OpenTelemetrySdk.builder().setTracerProvider(provider).build();
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"))) {
            TaskHandle<CommandReport> handle;
            // tag::guide[]
            NetStacks net = NetStacks.builder()
                    .storage("memory")
                    .credentials(CredentialSources.of(device.credentials()))
                    .listener(NetStacksTracing.to(telemetry))
                    .build();
            NetStacksTasks tasks = NetStacksTasks.over(net).build();
            // end::guide[]
            net.inventory().save(device.asDevice().build());
            // tag::guide[]
            Span request =
                    telemetry.getTracer("my.app").spanBuilder("GET /edge1").startSpan();
            try (Scope current = request.makeCurrent()) {
                handle = tasks.submit(GetConfig.of("edge1", "show version"), me);
            }
            request.end();
            // end::guide[]

            try (net;
                    tasks) {
                handle.join();
            }
        }

        SpanData request = span(spans, "GET /edge1");
        SpanData task = span(spans, "netstacks.task");
        SpanData session = span(spans, "netstacks.session");
        assertThat(task.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(session.getParentSpanId()).isEqualTo(task.getSpanId());
        assertThat(session.getTraceId()).isEqualTo(request.getTraceId());
        provider.close();
    }

    private static SpanData span(InMemorySpanExporter spans, String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_page_shows_it() throws IOException {
        GuidePage.of("docs/observing.md").showsWhatRunsIn(ObservingGuideTest.class);
    }
}
