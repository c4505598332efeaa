package io.netstacks.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.netstacks.core.NetStacks;
import io.netstacks.core.credential.CredentialSources;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.spi.task.TaskQuery;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.NetStacksTasks;
import io.netstacks.tasks.device.CommandReport;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.run.TaskHandle;
import io.netstacks.testkit.fake.FakeDevice;
import io.netstacks.testkit.fake.FakeDevices;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What docs/tasks.md shows is what runs here; its commands run in {@code JobsCommandTest}. */
class TasksGuideTest {

    @Test
    void a_task_is_recorded_and_repeated() {
        OperationContext me = OperationContext.as(Actor.user("kim"));
        try (FakeDevice device = FakeDevice.start(FakeDevices.ciscoIos("edge1"));
                NetStacks net = NetStacks.builder()
                        .storage("memory")
                        .credentials(CredentialSources.of(device.credentials()))
                        .build()) {
            net.inventory().save(device.asDevice().build());
            // tag::guide[]
            NetStacksTasks tasks = NetStacksTasks.over(net).workers(10).build();
            TaskHandle<CommandReport> handle = tasks.submit(GetConfig.of("edge1", "show version"), me);
            CommandReport report = handle.join();
            TaskRecord record = handle.record();

            TaskHandle<?> again = tasks.retry(record.id(), me);
            boolean inTime = tasks.cancel(again.id());

            Page<TaskRecord> lookAt = tasks.history(TaskQuery.ended(TaskOutcome.UNKNOWN), PageRequest.first());
            // end::guide[]

            try (tasks) {
                assertThat(report.status()).isEqualTo(TaskOutcome.SUCCEEDED);
                assertThat(record.outcome()).contains(TaskOutcome.SUCCEEDED);
                TaskOutcome expected = inTime ? TaskOutcome.CANCELLED : TaskOutcome.SUCCEEDED;
                assertThat(again.future()
                                .handle((result, error) -> again.record())
                                .join()
                                .outcome())
                        .contains(expected);
                assertThat(lookAt.items()).isEmpty();
            }
        }
    }

    @Test
    void the_page_shows_it() throws IOException {
        GuidePage.of("docs/tasks.md").showsWhatRunsIn(TasksGuideTest.class);
    }
}
