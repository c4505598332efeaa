package io.netstacks.adapter.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.task.TaskId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** When work may write, by the database's answer and by the time. */
class DispatchLeaseTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND); // it may overflow
    private final AtomicInteger asked = new AtomicInteger();
    private BooleanSupplier answer = () -> true;
    private final DispatchLease lease = new DispatchLease(
            new TaskId("task-1"),
            7,
            Duration.ofSeconds(30),
            () -> {
                asked.incrementAndGet();
                return answer.getAsBoolean();
            },
            now.get(),
            now::get);

    private void pass(long seconds) {
        now.addAndGet(seconds * SECOND);
    }

    private void databaseIsAway() {
        answer = () -> {
            throw new StoreException("away", null);
        };
    }

    private void assertLost() {
        assertThatThrownBy(lease::check)
                .isInstanceOf(OperationCancelledException.class)
                .hasMessageContaining("task-1")
                .hasMessageContaining("fencing number 7");
        assertThat(lease.isLost()).isTrue();
    }

    @Test
    void the_database_is_asked_each_time() {
        lease.check();
        lease.check();

        assertThat(asked).hasValue(2);
    }

    @Test
    void a_number_that_does_not_hold_any_more_is_for_good() {
        answer = () -> false;
        assertLost();

        answer = () -> true;
        lease.renewed(now.get());
        assertLost();
    }

    @Test
    void while_the_database_is_away_the_time_decides_and_nobody_waits_for_it_twice() {
        databaseIsAway();
        pass(29);
        assertThatCode(lease::check).doesNotThrowAnyException();
        lease.check();
        assertThat(asked).hasValue(1);

        pass(1);
        assertLost();
    }

    @Test
    void a_renewal_counts_from_when_it_was_asked_for_and_lets_the_database_be_asked_again() {
        databaseIsAway();
        lease.check();
        pass(10);
        long before = now.get();
        pass(10);
        answer = () -> true;
        lease.renewed(before);

        pass(19);
        lease.check();
        assertThat(asked).hasValue(2);
        pass(1);
        assertLost();
    }

    @Test
    void time_that_passes_while_the_database_thinks_counts() {
        answer = () -> {
            pass(31);
            return true;
        };

        assertLost();
    }
}
