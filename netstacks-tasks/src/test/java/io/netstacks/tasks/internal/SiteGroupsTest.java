package io.netstacks.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.tasks.device.GetConfig;
import io.netstacks.tasks.run.TaskQueue;
import io.netstacks.tasks.run.TaskRequest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteGroupsTest {

    private static final Map<String, Device> DEVICES = Map.of(
            "edge1", Device.named("edge1").at("192.0.2.1").site("berlin").build(),
            "edge2", Device.named("edge2").at("192.0.2.2").site("berlin").build(),
            "core1", Device.named("core1").at("192.0.2.3").build());

    private final SiteGroups limited = new SiteGroups(name -> Optional.ofNullable(DEVICES.get(name)), Optional.of(3));

    /** Work beside the devices, whose label is the name of one. */
    private record Steering(String subject) implements TaskRequest<String> {
        @Override
        public String taskName() {
            return "tests.steering";
        }

        @Override
        public boolean mutating() {
            return false;
        }

        @Override
        public TaskQueue queue() {
            return TaskQueue.CONTROL;
        }
    }

    private static TaskRequest<?> on(String device) {
        return GetConfig.of(device, "show version");
    }

    @Test
    void devices_of_a_site_are_one_group_as_large_as_the_site_may_have_sessions() {
        assertThat(limited.of(on("edge1"))).contains(new TaskGroup("berlin", 3));
        assertThat(limited.of(on("edge2"))).isEqualTo(limited.of(on("edge1")));
    }

    @Test
    void a_device_without_a_site_or_that_nobody_knows_has_no_group() {
        assertThat(limited.of(on("core1"))).isEmpty();
        assertThat(limited.of(on("edge9"))).isEmpty();
    }

    @Test
    void tasks_that_steer_others_have_no_group() {
        assertThat(limited.of(new Steering("edge1"))).isEmpty();
    }

    @Test
    void without_a_limit_no_device_is_looked_for() {
        SiteGroups unlimited = new SiteGroups(
                name -> {
                    throw new IllegalStateException(name + " was looked for");
                },
                Optional.empty());

        assertThat(unlimited.of(on("edge1"))).isEmpty();
    }

    @Test
    void a_source_of_devices_that_fails_holds_no_task_up() {
        SiteGroups broken = new SiteGroups(
                name -> {
                    throw new StoreException("the database is away", null);
                },
                Optional.of(3));

        assertThat(broken.of(on("edge1"))).isEmpty();
    }

    @Test
    void a_group_of_none_is_refused() {
        assertThatThrownBy(() -> new TaskGroup("berlin", 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("berlin");
    }
}
