package io.netstacks.core.fleet;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.NetStacksException;
import io.netstacks.spi.error.OperationCancelledException;
import io.netstacks.spi.error.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work on each device, a bounded number at once. A few workers draw the next device from one counter, so no task
 * waits in a queue while it holds nothing, and the results keep the order of the devices.
 */
public final class FleetRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FleetRunner.class);

    private final Executor executor;
    private final int parallelism;
    private final Consumer<Device> progress;
    private final Function<Device, Optional<String>> refusal;

    /** Creates one that skips what is disabled in the inventory. */
    public FleetRunner(Executor executor, int parallelism, Consumer<Device> progress) {
        this(
                executor,
                parallelism,
                progress,
                device -> device.enabled() ? Optional.empty() : Optional.of("disabled in the inventory"));
    }

    private FleetRunner(
            Executor executor, int parallelism, Consumer<Device> progress, Function<Device, Optional<String>> refusal) {
        this.executor = executor;
        this.parallelism = parallelism;
        this.progress = progress;
        this.refusal = refusal;
    }

    /** Returns a runner that skips those for which a reason is given, for example because they are disabled. */
    public FleetRunner skipping(Function<Device, Optional<String>> reason) {
        return new FleetRunner(executor, parallelism, progress, reason);
    }

    /** Does it, and returns when the last device is done. */
    public <T> FleetResult<T> run(List<Device> devices, Function<Device, T> work) {
        AtomicReferenceArray<DeviceResult<T>> results = new AtomicReferenceArray<>(devices.size());
        AtomicInteger next = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        List<Thread> threads = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < Math.min(parallelism, devices.size()); i++) {
            Runnable worker = () -> {
                threads.add(Thread.currentThread());
                try {
                    for (int n = next.getAndIncrement(); n < devices.size(); n = next.getAndIncrement()) {
                        results.set(n, cancelled.get() > 0 ? skipped(devices.get(n)) : one(devices.get(n), work));
                    }
                } finally {
                    threads.remove(Thread.currentThread());
                    Thread.interrupted(); // the thread is the executor's, the interrupt was ours
                }
            };
            try {
                workers.add(CompletableFuture.runAsync(worker, executor));
            } catch (RejectedExecutionException e) {
                if (workers.isEmpty()) {
                    throw new ProviderException("the executor takes no work; is NetStacks closed?", e);
                }
                break; // fewer workers than wished do the same work
            }
        }
        await(CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)), cancelled, threads);
        List<DeviceResult<T>> ordered = new ArrayList<>();
        for (int n = 0; n < devices.size(); n++) {
            ordered.add(results.get(n));
        }
        return new FleetResult<>(ordered);
    }

    /** Waits; an interrupt cancels the devices that are being worked on and skips the others. */
    private static void await(CompletableFuture<Void> all, AtomicInteger cancelled, List<Thread> threads) {
        boolean interrupted = false;
        while (true) {
            try {
                all.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                cancelled.incrementAndGet();
                List.copyOf(threads).forEach(Thread::interrupt);
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException("a worker must not fail", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> DeviceResult<T> skipped(Device device) {
        return new DeviceResult.Skipped<>(device, "cancelled before its turn");
    }

    private <T> DeviceResult<T> one(Device device, Function<Device, T> work) {
        long start = System.nanoTime();
        DeviceResult<T> result;
        try {
            Optional<String> reason = refusal.apply(device);
            result = reason.isPresent()
                    ? new DeviceResult.Skipped<>(device, reason.get())
                    : new DeviceResult.Ok<>(device, work.apply(device), since(start));
        } catch (NetStacksException e) {
            result = new DeviceResult.Failed<>(device, e, since(start));
        } catch (RuntimeException e) { // the work is the caller's: one device must not stop the others
            NetStacksException known = e.getCause() instanceof InterruptedException
                    ? new OperationCancelledException(device.name() + ": cancelled", e)
                    : new ProviderException(device.name() + ": the work on it failed: " + e, e);
            result = new DeviceResult.Failed<>(device, known, since(start));
        }
        try {
            progress.accept(device);
        } catch (RuntimeException e) { // the listener is the caller's
            LOG.warn("progress listener failed for device={}", device.name(), e);
        }
        return result;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
