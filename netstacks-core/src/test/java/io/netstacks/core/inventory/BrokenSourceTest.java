package io.netstacks.core.inventory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.core.backup.OrphanPolicy;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.device.DeviceSource;
import io.netstacks.spi.error.ProviderException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A source of devices that fails, as those of hosts may: nobody takes its devices for gone. */
class BrokenSourceTest {

    private NetStacks net =
            NetStacks.builder().storage("memory").discovery(false).build();

    @AfterEach
    void close() {
        net.close();
    }

    @SuppressWarnings("NullAway") // a host in a language without null checks
    static List<DeviceSource> broken() {
        return List.of(
                () -> {
                    throw new IllegalStateException("c4nary-token");
                },
                () -> {
                    throw new NoClassDefFoundError("com/acme/Cmdb");
                },
                () -> null,
                () -> Arrays.asList(Device.named("edge1").build(), null));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_source_that_fails_is_a_typed_failure_of_whoever_asks_for_devices(DeviceSource source) {
        net.close();
        net = NetStacks.builder()
                .storage("memory")
                .discovery(false)
                .inventory(source)
                .build();

        for (Runnable asking : List.<Runnable>of(
                () -> net.device("edge9"),
                () -> net.devices(DeviceSelector.all()),
                () -> net.inventory().all(),
                () -> net.backups().purgeOrphans(OrphanPolicy.DEFAULT, false))) {
            assertThatThrownBy(asking::run)
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("the device source")
                    .message()
                    .doesNotContain("c4nary");
        }
    }
}
