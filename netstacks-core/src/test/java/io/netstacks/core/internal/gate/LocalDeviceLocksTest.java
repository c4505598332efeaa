package io.netstacks.core.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.DeadlineExceededException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.session.DeviceLocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LocalDeviceLocksTest {

    private final LocalDeviceLocks locks = new LocalDeviceLocks();

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    @Test
    void one_at_a_time_per_device() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(CompletableFuture.runAsync(() -> {
                try (DeviceLocks.Held held = locks.acquire("edge1", soon())) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    assertThat(held.fencingNumber()).isPositive();
                }
            }));
        }
        all.forEach(CompletableFuture::join);

        assertThat(most).hasValue(1);
    }

    @Test
    void later_holders_have_higher_numbers() {
        long first;
        try (DeviceLocks.Held held = locks.acquire("edge1", soon())) {
            first = held.fencingNumber();
        }
        try (DeviceLocks.Held held = locks.acquire("edge1", soon())) {
            assertThat(held.fencingNumber()).isGreaterThan(first);
        }
    }

    @Test
    void waiting_ends_with_the_deadline_and_other_devices_are_free() {
        try (DeviceLocks.Held first = locks.acquire("edge1", soon());
                DeviceLocks.Held other = locks.acquire("edge2", soon())) {
            assertThat(other.fencingNumber()).isGreaterThan(first.fencingNumber());
            assertThatThrownBy(() -> locks.acquire("edge1", Deadline.after(Duration.ofMillis(5))))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("edge1");
        }
    }

    @Test
    void giving_back_twice_gives_back_once() {
        DeviceLocks.Held held = locks.acquire("edge1", soon());
        held.close();
        DeviceLocks.Held next = locks.acquire("edge1", soon());
        held.close();

        assertThatThrownBy(() -> locks.acquire("edge1", Deadline.after(Duration.ofMillis(5))))
                .isInstanceOf(DeadlineExceededException.class);
        next.close();
    }

    @Test
    void an_interrupt_ends_the_waiting_and_is_kept() {
        DeviceLocks.Held held = locks.acquire("edge1", soon());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> locks.acquire("edge1", soon())).isInstanceOf(OperationCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        held.close();
    }
}
