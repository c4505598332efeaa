package io.netstacks.core.fleet;

import io.netstacks.core.internal.gate.DeviceGate;
import io.netstacks.core.internal.gate.WorkerThreads;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work on each device, a bounded number at once. A few workers draw the next device from one counter, so no task
 * waits in a queue while it holds nothing, and the results keep the order of the devices. The caller is one of the workers:
 * an executor whose threads are all taken, even by callers of this, or whose queue is full, makes the work slower and never
 * stops it. Safe for use by many threads.
 */
public final class FleetRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FleetRunner.class);

    private final Executor executor;
    private final int parallelism;
    private final Consumer<Device> progress;
    private final Function<Device, Optional<String>> refusal;
    private final BiFunction<Device, NetStacksException, Optional<String>> notTried;

    /** Creates one that skips what is disabled in the inventory. */
    public FleetRunner(Executor executor, int parallelism, Consumer<Device> progress) {
        this(
                executor,
                parallelism,
                progress,
                device -> device.enabled() ? Optional.empty() : Optional.of("disabled in the inventory"),
                (device, failure) -> Optional.empty());
    }

    private FleetRunner(
            Executor executor,
            int parallelism,
            Consumer<Device> progress,
            Function<Device, Optional<String>> refusal,
            BiFunction<Device, NetStacksException, Optional<String>> notTried) {
        this.executor = executor;
        this.parallelism = parallelism;
        this.progress = progress;
        this.refusal = refusal;
        this.notTried = notTried;
    }

    /** Returns a runner that skips the devices that this gate would not even try: disabled ones, and those without credentials. */
    public FleetRunner through(DeviceGate gate) {
        return new FleetRunner(
                executor,
                parallelism,
                progress,
                device -> gate.connection(device).refusal(),
                (device, failure) -> gate.withoutCredentials(device, failure));
    }

    /**
     * Does it, and returns when the last device is done. An interrupt cancels what is being worked on and skips the others.
     *
     * @throws ProviderException if the executor was shut down; one that only has no room leaves more of the work to the caller
     */
    public <T> FleetResult<T> run(List<Device> devices, Function<Device, T> work) {
        Round<T> round = new Round<>(devices, work);
        int helpers = Math.min(parallelism, devices.size()) - 1;
        for (int i = 0; i < helpers; i++) {
            try {
                executor.execute(round::help);
            } catch (RejectedExecutionException e) {
                if (isShutDown()) {
                    throw new ProviderException("the executor takes no work; is NetStacks closed?", e);
                }
                break; // fewer workers than wished do the same work
            }
        }
        return round.lead();
    }

    private boolean isShutDown() {
        return (executor instanceof ExecutorService hosts && hosts.isShutdown())
                || (executor instanceof WorkerThreads ours && ours.isClosed());
    }

    /** The work on these devices. */
    private final class Round<T> {

        private final List<Device> devices;
        private final Function<Device, T> work;
        private final AtomicReferenceArray<DeviceResult<T>> results;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch done;
        private final List<Thread> helpers = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean cancelled;

        Round(List<Device> devices, Function<Device, T> work) {
            this.devices = devices;
            this.work = work;
            results = new AtomicReferenceArray<>(devices.size());
            done = new CountDownLatch(devices.size());
        }

        /** What a thread of the executor does, if it comes in time. */
        void help() {
            helpers.add(Thread.currentThread());
            try {
                boolean more = true;
                while (more) {
                    more = oneMore();
                    if (!cancelled) {
                        Thread.interrupted(); // nobody here asked for it
                    }
                }
            } finally {
                helpers.remove(Thread.currentThread());
                Thread.interrupted(); // the thread is the executor's, the interrupt was ours
            }
        }

        /** What the caller's thread does. */
        FleetResult<T> lead() {
            boolean interrupted = false;
            boolean more = true;
            while (more) {
                interrupted |= cancelIfInterrupted();
                more = oneMore();
            }
            while (true) {
                try {
                    done.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return new FleetResult<>(
                    IntStream.range(0, devices.size()).mapToObj(results::get).toList());
        }

        private boolean cancelIfInterrupted() {
            boolean interrupted = Thread.interrupted();
            if (interrupted) {
                cancel();
            }
            return interrupted;
        }

        private void cancel() {
            cancelled = true;
            helpers.forEach(Thread::interrupt);
        }

        /** Does the next device; false if there is none. */
        private boolean oneMore() {
            int n = next.getAndIncrement();
            if (n >= devices.size()) {
                return false;
            }
            try {
                Device device = devices.get(n);
                results.set(n, cancelled ? skipped(device) : resultOf(device, work));
                tell(device);
            } finally {
                done.countDown();
            }
            return true;
        }
    }

    private static <T> DeviceResult<T> skipped(Device device) {
        return new DeviceResult.Skipped<>(device, "cancelled before its turn");
    }

    private void tell(Device device) {
        try {
            progress.accept(device);
        } catch (RuntimeException | Error e) { // the listener is the caller's
            LOG.warn("progress listener failed for device={}", device.name(), e);
        }
    }

    /** The work is the caller's: whatever it throws is what came of this device, and must not stop the others. */
    private <T> DeviceResult<T> resultOf(Device device, Function<Device, T> work) {
        long start = System.nanoTime();
        try {
            Optional<String> reason = refusal.apply(device);
            return reason.isPresent()
                    ? new DeviceResult.Skipped<>(device, reason.get())
                    : new DeviceResult.Ok<>(device, work.apply(device), since(start));
        } catch (NetStacksException e) {
            Optional<String> reason = whyNotTried(device, e);
            return reason.isPresent()
                    ? new DeviceResult.Skipped<>(device, reason.get())
                    : new DeviceResult.Failed<>(device, e, since(start));
        } catch (RuntimeException | Error e) {
            boolean interrupted = e.getCause() instanceof InterruptedException;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            NetStacksException known = interrupted
                    ? new OperationCancelledException(device.name() + ": cancelled", e)
                    : new ProviderException(device.name() + ": the work on it failed: " + e, e);
            return new DeviceResult.Failed<>(device, known, since(start));
        }
    }

    /** Who cannot tell whether a device was tried does not hide what it failed of. */
    private Optional<String> whyNotTried(Device device, NetStacksException failure) {
        try {
            return notTried.apply(device, failure);
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
