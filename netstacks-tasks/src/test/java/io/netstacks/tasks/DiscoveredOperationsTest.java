package io.netstacks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.ProviderException;
import io.netstacks.spi.task.TaskOutcome;
import io.netstacks.tasks.run.TaskOperation;
import io.netstacks.tasks.run.TaskOperationProvider;
import io.netstacks.tasks.run.TaskRequest;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations that a jar on the class path brings. */
class DiscoveredOperationsTest {

    @TempDir
    private Path jar;

    /** Counts the devices of a site. */
    public record CountDevices(String site) implements TaskRequest<Long> {
        @Override
        public String taskName() {
            return "acme.count_devices";
        }

        @Override
        public String subject() {
            return site;
        }

        @Override
        public boolean mutating() {
            return false;
        }
    }

    /** Does it. */
    private record Counting(NetStacks net) implements TaskOperation<CountDevices, Long> {
        @Override
        public String name() {
            return "acme.count_devices";
        }

        @Override
        public Class<CountDevices> requestType() {
            return CountDevices.class;
        }

        @Override
        public Long run(CountDevices request, OperationContext context) {
            return (long) net.inventory().all().size();
        }

        @Override
        public TaskOutcome outcome(Long result) {
            return TaskOutcome.SUCCEEDED;
        }

        @Override
        public Map<String, Object> summary(Long result) {
            return Map.of("devices", result);
        }
    }

    /** As a plug-in has it. */
    public static final class Acme implements TaskOperationProvider {
        @Override
        public List<TaskOperation<?, ?>> operations(NetStacks net) {
            return List.of(new Counting(net));
        }
    }

    /** A plug-in that is not well. */
    public static final class Broken implements TaskOperationProvider {
        @Override
        public List<TaskOperation<?, ?>> operations(NetStacks net) {
            throw new IllegalStateException("no licence");
        }
    }

    private URLClassLoader with(String... providers) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.write(services.resolve(TaskOperationProvider.class.getName()), List.of(providers));
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
    }

    @Test
    void what_a_plug_in_brings_is_done_like_everything_else() throws IOException {
        try (URLClassLoader loader = with(Acme.class.getName());
                NetStacks net = NetStacks.builder().storage("memory").build();
                NetStacksTasks tasks = NetStacksTasks.over(net).discover(loader).build()) {
            assertThat(tasks.names()).contains("acme.count_devices", "tasks.device_tasks.get_config");
            assertThat(tasks.run(new CountDevices("ber"), OperationContext.as(Actor.user("kim"))))
                    .isZero();
        }
    }

    @Test
    void a_broken_plug_in_is_named_before_work_is_asked_for() throws IOException {
        try (URLClassLoader loader = with(Broken.class.getName());
                NetStacks net = NetStacks.builder().storage("memory").build()) {
            assertThatThrownBy(NetStacksTasks.over(net).discover(loader)::build)
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("no licence");
        }
        try (URLClassLoader loader = with("com.example.Missing");
                NetStacks net = NetStacks.builder().storage("memory").build()) {
            assertThatThrownBy(NetStacksTasks.over(net).discover(loader)::build)
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("com.example.Missing");
        }
    }

    @Test
    void an_operation_that_is_there_twice_is_refused() throws IOException {
        try (URLClassLoader loader = with(Acme.class.getName());
                NetStacks net = NetStacks.builder().storage("memory").build()) {
            assertThatThrownBy(
                            NetStacksTasks.over(net).register(new Counting(net)).discover(loader)::build)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("acme.count_devices");
        }
    }
}
