package io.netstacks.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupRequestTest {

    private final BackupRequest all = BackupRequest.of(DeviceSelector.all());

    @Test
    void a_time_since_when_nothing_can_have_been_seen_is_refused_where_it_is_given() {
        for (Duration none : List.of(
                Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(3651), ChronoUnit.FOREVER.getDuration())) {
            assertThatThrownBy(() -> all.unlessSeenWithin(none))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("at most 3650 days");
        }
        assertThat(all.unlessSeenWithin(Duration.ofDays(3650)).unlessSeenWithin())
                .contains(Duration.ofDays(3650));
    }
}
