package io.netstacks.core;

import io.netstacks.core.backup.Backups;
import io.netstacks.core.event.EventPublisher;
import io.netstacks.core.fleet.Fleet;
import io.netstacks.core.fleet.ManagedDevice;
import io.netstacks.core.internal.gate.DeviceGate;
import io.netstacks.core.inventory.Connections;
import io.netstacks.core.inventory.Inventory;
import io.netstacks.core.platform.Platforms;
import io.netstacks.core.plugin.Plugins;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceSelector;
import io.netstacks.spi.session.DeviceOperations;
import io.netstacks.spi.store.Stores;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The entry: built once, safe for use by many threads, closed at the end. It closes what it created and leaves alone what
 * the host handed in. Whatever fails throws a {@link io.netstacks.spi.error.NetStacksException} with a code; nothing takes or
 * gives null.
 *
 * <pre>{@code
 * try (NetStacks net = NetStacks.builder().build()) {
 *     net.inventory().save(Device.named("edge1").at("192.0.2.1").platform("cisco_ios").build());
 *     net.device("edge1").run("show version").output();
 * }
 * }</pre>
 */
public final class NetStacks implements AutoCloseable {

    /**
     * What the builder has put together. Immutable.
     *
     * @param closing what is closed at the end, in this order
     */
    record Parts(
            Plugins plugins,
            Platforms platforms,
            Stores stores,
            Inventory inventory,
            Connections connections,
            DeviceGate gate,
            Backups backups,
            EventPublisher events,
            Executor executor,
            Optional<Integer> sessionsPerSite,
            Clock clock,
            List<Runnable> closing) {}

    private final Parts parts;
    private final AtomicBoolean closed = new AtomicBoolean();

    NetStacks(Parts parts) {
        this.parts = parts;
    }

    /** Starts a builder whose defaults already work. */
    public static NetStacksBuilder builder() {
        return new NetStacksBuilder();
    }

    /** Returns the devices that are known. */
    public Inventory inventory() {
        return parts.inventory();
    }

    /** Returns how devices are really reached, and what is otherwise for some of them. */
    public Connections connections() {
        return parts.connections();
    }

    /**
     * Returns one device.
     *
     * @throws io.netstacks.spi.error.NotFoundException with near matches if there is none of that name
     */
    public ManagedDevice device(String name) {
        return new ManagedDevice(inventory().get(name), parts.gate());
    }

    /**
     * Returns the devices that a selector means.
     *
     * @throws io.netstacks.spi.error.NotFoundException if it names one that does not exist
     */
    public Fleet devices(DeviceSelector selector) {
        return new Fleet(inventory().select(selector), parts.gate(), parts.executor());
    }

    /** Returns devices that need not be in the inventory, in this order. */
    public Fleet devices(List<Device> devices) {
        return new Fleet(devices, parts.gate(), parts.executor());
    }

    /** Returns the backups. */
    public Backups backups() {
        return parts.backups();
    }

    /** Returns the platforms: built-in ones, the host's, and those of providers. */
    public Platforms platforms() {
        return parts.platforms();
    }

    /** Returns the stores behind everything. */
    public Stores stores() {
        return parts.stores();
    }

    /** Returns what plug-ins may do with devices. */
    public DeviceOperations operations() {
        return parts.gate();
    }

    /** Returns what became of each provider. */
    public Plugins plugins() {
        return parts.plugins();
    }

    /** Returns where news is told, for the floors above. */
    public EventPublisher events() {
        return parts.events();
    }

    /** Returns what runs the work on devices: the host's executor, or our own threads. */
    public Executor executor() {
        return parts.executor();
    }

    /** Returns how many sessions a site may have at once, of whoever opens them; empty if nothing limits them. */
    public Optional<Integer> sessionsPerSite() {
        return parts.sessionsPerSite();
    }

    /** Returns the clock that the builder was given, or the system's. */
    public Clock clock() {
        return parts.clock();
    }

    /**
     * Closes what was created here: threads, whose work is interrupted, connections to jump hosts, and the store; a data source of the
     * host's stays open. What stands on this, and sessions that callers keep, are to be closed before. Idempotent, bounded, never
     * throws.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            parts.closing().forEach(Runnable::run);
        }
    }
}
