package io.netstacks.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.core.NetStacks;
import io.netstacks.spi.Actor;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.backup.Snapshot;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupRequestTest {

    private final BackupRequest all = BackupRequest.of(DeviceSelector.all());

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void a_name_that_says_nothing_is_none(String name) {
        assertThatThrownBy(() -> all.reason(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the name of a snapshot must not be empty");
    }

    @Test
    void a_name_is_a_line_and_no_book() {
        assertThat(all.reason("n".repeat(500)).name()).contains("n".repeat(500));
        assertThatThrownBy(() -> all.reason("n".repeat(501)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at most 500 characters but has 501");
    }

    @Test
    void a_device_is_left_out_for_ten_years_at_most() {
        assertThatThrownBy(() -> all.unlessSeenWithin(ChronoUnit.FOREVER.getDuration()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("3650 days");
        assertThatThrownBy(() -> all.unlessSeenWithin(Duration.ZERO)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> all.within(Duration.ofSeconds(-1))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> all.parallelism(0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void the_largest_of_all_numbers_are_taken() {
        try (NetStacks net = NetStacks.builder().storage("memory").build()) {
            net.inventory()
                    .save(Device.named("r1").at("192.0.2.1").enabled(false).build());

            Snapshot snapshot = net.backups()
                    .run(
                            all.unlessSeenWithin(Duration.ofDays(3650))
                                    .parallelism(Integer.MAX_VALUE)
                                    .within(Duration.ofSeconds(Long.MAX_VALUE)),
                            OperationContext.as(Actor.user("kim")))
                    .snapshot();

            assertThat(snapshot.state()).isEqualTo(Snapshot.State.SKIPPED);
        }
    }
}
