package io.netstacks.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.InvalidInputException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskLimitsTest {

    @Test
    void a_host_that_says_nothing_gets_what_the_page_on_tasks_says() {
        TaskLimits limits = TaskLimits.DEFAULT;

        assertThat(List.of(limits.workers(), limits.control(), limits.queue())).containsExactly(10, 4, 10_000);
        assertThat(limits.soft().toSeconds()).isEqualTo(540);
        assertThat(limits.hard().toSeconds()).isEqualTo(600);
    }

    @Test
    void a_hard_limit_below_the_soft_one_is_refused() {
        assertThatThrownBy(() -> new TaskLimits(1, 1, 1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(InvalidInputException.class);
    }
}
