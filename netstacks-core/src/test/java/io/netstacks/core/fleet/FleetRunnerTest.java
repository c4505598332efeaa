package io.netstacks.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.ConnectionFailedException;
import io.netstacks.spi.error.ErrorCode;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FleetRunnerTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();

    private final List<Device> devices = IntStream.range(0, 50)
            .mapToObj(i -> Device.named("edge" + i).build())
            .toList();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void results_keep_the_order_of_the_devices() {
        FleetResult<String> result = new FleetRunner(executor, 7, d -> {}).run(devices, Device::name);

        assertThat(result.results()).extracting(DeviceResult::device).isEqualTo(devices);
        assertThat(result.allOk()).isTrue();
    }

    @Test
    void a_device_that_fails_never_stops_the_others() {
        FleetResult<String> result = new FleetRunner(executor, 4, d -> {}).run(devices, device -> {
            if (device.name().equals("edge3")) {
                throw new ConnectionFailedException(ErrorCode.UNREACHABLE, "edge3: no route");
            }
            if (device.name().equals("edge4")) {
                throw new IllegalStateException("the caller's own mistake");
            }
            return device.name();
        });

        assertThat(result.succeeded()).hasSize(48);
        assertThat(result.failed().values())
                .extracting(e -> e.code())
                .containsExactly(ErrorCode.UNREACHABLE, ErrorCode.PROVIDER);
    }

    @Test
    void no_more_than_allowed_are_worked_on_at_once() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        new FleetRunner(executor, 3, d -> {}).run(devices, device -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            return inside.decrementAndGet();
        });

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void an_executor_of_the_host_that_is_full_leaves_the_work_to_the_caller() {
        Executor full = work -> {
            throw new RejectedExecutionException("the queue is full");
        };

        FleetResult<String> result = new FleetRunner(full, 7, d -> {}).run(devices, Device::name);

        assertThat(result.succeeded()).hasSize(50);
    }

    @Test
    void an_executor_that_was_shut_down_is_told() {
        executor.shutdown();

        assertThatThrownBy(() -> new FleetRunner(executor, 7, d -> {}).run(devices, Device::name))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("is NetStacks closed?");
    }

    @Test
    void a_disabled_device_is_skipped() {
        List<Device> some = List.of(Device.named("off").enabled(false).build(), devices.get(0));

        FleetResult<String> result = new FleetRunner(executor, 3, d -> {}).run(some, Device::name);

        assertThat(result.skipped()).containsOnlyKeys(some.get(0));
        assertThat(result.succeeded()).containsOnlyKeys(some.get(1));
    }

    @Test
    void an_interrupt_cancels_what_runs_and_skips_the_rest() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        List<FleetResult<String>> results = new ArrayList<>();
        AtomicInteger told = new AtomicInteger();
        Thread caller = new Thread(() ->
                results.add(new FleetRunner(executor, 2, d -> told.incrementAndGet()).run(devices, device -> {
                    begun.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                    return device.name();
                })));
        caller.start();
        begun.await();
        caller.interrupt();
        caller.join();

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.failed()).hasSize(2);
            assertThat(result.failed().values()).allMatch(e -> e.code() == ErrorCode.CANCELLED);
            assertThat(result.skipped()).hasSize(48);
        });
        assertThat(told).hasValue(50);
    }

    @Test
    void progress_counts_every_device_and_its_failure_disturbs_nobody() {
        AtomicInteger seen = new AtomicInteger();

        FleetResult<String> result = new FleetRunner(executor, 5, device -> {
                    seen.incrementAndGet();
                    throw new IllegalStateException("listener");
                })
                .run(devices, Device::name);

        assertThat(seen).hasValue(50);
        assertThat(result.allOk()).isTrue();
    }

    @Test
    void an_error_in_the_work_or_a_listener_is_the_affair_of_one_device() {
        FleetResult<String> result = new FleetRunner(executor, 5, device -> {
                    throw new AssertionError("listener");
                })
                .run(devices, device -> {
                    if (device.name().equals("edge3")) {
                        throw new NoClassDefFoundError("com/acme/Parser");
                    }
                    if (device.name().equals("edge4")) {
                        throw new StackOverflowError();
                    }
                    return device.name();
                });

        assertThat(result.succeeded()).hasSize(48);
        assertThat(result.failed().values())
                .extracting(NetStacksException::code)
                .containsExactly(ErrorCode.PROVIDER, ErrorCode.PROVIDER);
        assertThat(result.failed().values().iterator().next())
                .hasMessageContaining("edge3")
                .hasMessageContaining("com/acme/Parser");
    }

    @Test
    @Timeout(30)
    void an_executor_without_a_free_thread_only_makes_it_slower() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<FleetResult<String>>> both = new ArrayList<>();
            CountDownLatch begun = new CountDownLatch(2);
            for (int i = 0; i < 2; i++) {
                both.add(two.submit(() -> {
                    begun.countDown();
                    begun.await(); // now every thread is taken by somebody who waits for others
                    return new FleetRunner(two, 4, d -> {}).run(devices, Device::name);
                }));
            }

            for (Future<FleetResult<String>> each : both) {
                assertThat(each.get().succeeded()).hasSize(50);
            }
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void an_interrupt_that_came_before_is_heeded_and_kept() {
        Thread.currentThread().interrupt();

        FleetResult<String> result = new FleetRunner(executor, 1, d -> {}).run(devices, Device::name);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.skipped()).hasSize(50);
    }
}
