package io.netstacks.spi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.command.Command;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.transport.ConnectTimeouts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who wants no limit gives the longest time that Java has; it overflows wherever it is counted in a smaller unit. */
class EndlessTimesTest {

    private static final Duration FINE = Duration.ofSeconds(1);

    static List<Consumer<Duration>> takers() {
        return List.of(
                time -> Device.named("r1").commandTimeout(time),
                time -> Command.show("show version").within(time),
                time -> new ConnectTimeouts(time, FINE, FINE, FINE),
                time -> new ConnectTimeouts(FINE, time, FINE, FINE),
                time -> new ConnectTimeouts(FINE, FINE, time, FINE),
                time -> new ConnectTimeouts(FINE, FINE, FINE, time));
    }

    @ParameterizedTest
    @MethodSource("takers")
    void a_time_of_more_than_a_year_is_refused_where_it_is_given(Consumer<Duration> taker) {
        for (Duration endless :
                List.of(ChronoUnit.FOREVER.getDuration(), Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(366))) {
            assertThatThrownBy(() -> taker.accept(endless))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("at most 365 days");
        }
        taker.accept(Duration.ofDays(365));
    }

    @ParameterizedTest
    @MethodSource("takers")
    void a_time_that_is_none_is_refused_where_it_is_given(Consumer<Duration> taker) {
        assertThatThrownBy(() -> taker.accept(Duration.ofNanos(-1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must");
    }
}
