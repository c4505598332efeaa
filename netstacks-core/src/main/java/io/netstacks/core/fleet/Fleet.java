package io.netstacks.core.fleet;

import io.netstacks.core.internal.gate.DeviceGate;
import io.netstacks.spi.Deadline;
import io.netstacks.spi.OperationContext;
import io.netstacks.spi.command.Command;
import io.netstacks.spi.command.CommandResult;
import io.netstacks.spi.config.ChangeResult;
import io.netstacks.spi.config.ConfigChange;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.session.DeviceSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Several devices, and how many of them may be worked on at once. A device that fails never stops the others, and no
 * method throws for a device: what {@link ManagedDevice} throws is in the result. The methods return when the last device is done;
 * an interrupt cancels what is at work and skips the rest. Devices that are disabled or have no credentials are skipped. Each device has
 * {@link OperationContext#DEFAULT_BUDGET} unless {@link #within} says otherwise. Immutable; each setting gives a copy. Safe for use
 * by many threads.
 */
public final class Fleet {

    /** How many devices are worked on at once unless said otherwise. */
    public static final int DEFAULT_PARALLELISM = 20;

    private final List<Device> devices;
    private final DeviceGate gate;
    private final Executor executor;
    private final int parallelism;
    private final Duration perDevice;
    private final Consumer<Device> progress;

    /**
     * For the library; hosts get theirs from {@code NetStacks.devices}.
     *
     * @param executor runs the work on one device per task, beside the caller; it should have a thread for each of them
     */
    public Fleet(List<Device> devices, DeviceGate gate, Executor executor) {
        this(List.copyOf(devices), gate, executor, DEFAULT_PARALLELISM, OperationContext.DEFAULT_BUDGET, device -> {});
    }

    private Fleet(
            List<Device> devices,
            DeviceGate gate,
            Executor executor,
            int parallelism,
            Duration perDevice,
            Consumer<Device> progress) {
        this.devices = devices;
        this.gate = gate;
        this.executor = executor;
        this.parallelism = parallelism;
        this.perDevice = perDevice;
        this.progress = progress;
    }

    /** Returns the devices, in the order of the results. */
    public List<Device> devices() {
        return devices;
    }

    /**
     * Sets how many devices are worked on at once; {@value #DEFAULT_PARALLELISM} when never set.
     *
     * @throws InvalidInputException if it is less than 1
     */
    public Fleet parallelism(int atOnce) {
        if (atOnce < 1) {
            throw InvalidInputException.of("parallelism must be at least 1 but is " + atOnce);
        }
        return new Fleet(devices, gate, executor, atOnce, perDevice, progress);
    }

    /**
     * Sets the time that each device gets, from its turn on.
     *
     * @throws InvalidInputException if it is not positive
     */
    public Fleet within(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw InvalidInputException.of("each device needs some time, not " + time);
        }
        return new Fleet(devices, gate, executor, parallelism, time, progress);
    }

    /** Reaches the devices as this request wishes: that goes before their overrides and the inventory. */
    public Fleet with(ConnectionOverride wishes) {
        return new Fleet(devices, gate.with(wishes), executor, parallelism, perDevice, progress);
    }

    /** Calls back once for each device, also for one that is skipped, from the thread that worked on it. */
    public Fleet onProgress(Consumer<Device> listener) {
        return new Fleet(devices, gate, executor, parallelism, perDevice, listener);
    }

    /** Runs a command that only reads on every device. */
    public FleetResult<CommandResult> run(Command command) {
        return read(session -> session.run(command));
    }

    /** Runs a command that only reads on every device. */
    public FleetResult<CommandResult> run(String showCommand) {
        return run(Command.show(showCommand));
    }

    /**
     * Does work that only reads on every device, in a session each; it is done once more when a session is lost. It runs on several
     * threads at once.
     */
    public <T> FleetResult<T> read(Function<DeviceSession, T> work) {
        return runner().run(devices, device -> gate.read(device, Deadline.after(perDevice), work));
    }

    /** Does work on every device, in a session each, at most once. It runs on several threads at once. */
    public <T> FleetResult<T> apply(OperationContext context, Function<DeviceSession, T> work) {
        return runner().run(devices, device -> on(device, context, work));
    }

    private <T> T on(Device device, OperationContext context, Function<DeviceSession, T> work) {
        return gate.with(device, context.correlationId(), context.deadline().atMost(perDevice), work);
    }

    /**
     * Changes the configuration of every device, at most once; a dry run connects only to those that can compare a
     * candidate.
     */
    public FleetResult<ChangeResult> configure(ConfigChange change, OperationContext context) {
        return runner().run(
                        devices,
                        device -> gate.dryRun(device, change, context)
                                .orElseGet(() -> on(device, context, session -> session.configure(change, context))));
    }

    /** Tries to reach every device, with one login each, and tells how far that went; disabled devices are skipped. */
    public FleetResult<ConnectivityReport> testConnectivity(OperationContext context) {
        return runner().run(
                        devices,
                        device -> ConnectivityTest.of(
                                device,
                                gate,
                                context.withDeadline(context.deadline().atMost(perDevice))));
    }

    private FleetRunner runner() {
        return new FleetRunner(executor, parallelism, progress).through(gate);
    }
}
