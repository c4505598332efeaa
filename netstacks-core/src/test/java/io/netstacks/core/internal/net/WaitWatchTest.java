package io.netstacks.core.internal.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.OperationCancelledException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class WaitWatchTest {

    @Test
    void a_wait_that_nobody_would_end_any_more_does_not_begin() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        WaitWatch watch = new WaitWatch(timer);
        timer.shutdownNow();

        for (int wait = 0; wait < 2; wait++) {
            assertThatThrownBy(() -> watch.begin(Deadline.after(Duration.ofMinutes(1)), () -> {}))
                    .isInstanceOf(OperationCancelledException.class)
                    .hasMessageContaining("closed");
        }
    }
}
