package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netstacks.adapter.micrometer.NetStacksMetrics;
import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/observing.md shows is what runs here. */
class ObservingGuideTest {

    private static final Pattern SHOWN = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern RUN = Pattern.compile("(?s)// tag::guide\\[]\n(.*?) *// end::guide\\[]");

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
    void the_page_shows_it() throws IOException {
        Matcher shown = SHOWN.matcher(Files.readString(Path.of("../docs/observing.md")));
        Matcher run =
                RUN.matcher(Files.readString(Path.of("src/test/java/io/netstacks/examples/ObservingGuideTest.java")));

        assertThat(shown.find()).isTrue();
        assertThat(run.find()).isTrue();
        // without the blanks, in which a formatter may differ from a page
        assertThat(shown.group(1)).isEqualToNormalizingWhitespace(run.group(1));
    }
}
