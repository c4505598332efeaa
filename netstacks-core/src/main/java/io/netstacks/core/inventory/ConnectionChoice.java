package io.netstacks.core.inventory;

import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.device.TimeoutOverride;
import io.netstacks.spi.store.CredentialStore;
import io.netstacks.spi.transport.ConnectTimeouts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One device and all who have a say in how it is reached. Immutable. */
final class ConnectionChoice {

    private static final Device PLAIN = Device.named("plain").build();

    private final ConnectionOverride request;
    private final Optional<DeviceOverride> override;
    private final ConnectionOverride stored;
    private final Device device;
    private final ConnectTimeouts configured;
    private final ConnectionOverride wanted;

    ConnectionChoice(
            ConnectionOverride request, Optional<DeviceOverride> override, Device device, ConnectTimeouts configured) {
        this.request = request;
        this.override = override;
        this.stored = override.map(DeviceOverride::connection).orElse(ConnectionOverride.NONE);
        this.device = device;
        this.configured = configured;
        this.wanted = override.isEmpty() ? request : request.over(stored);
    }

    /** Returns the device as it is reached; the same object if nothing is otherwise. */
    Device device() {
        if (wanted.equals(ConnectionOverride.NONE)) {
            return device;
        }
        Device.Builder changed = device.toBuilder()
                .at(
                        wanted.host().orElse(device.endpoint().host()),
                        wanted.port().orElse(device.endpoint().port()));
        wanted.platform().ifPresent(changed::platform);
        wanted.credential().ifPresent(changed::credential);
        wanted.sshProfile().ifPresent(changed::sshProfile);
        wanted.timeouts().command().ifPresent(changed::commandTimeout);
        return changed.build();
    }

    ConnectTimeouts timeouts() {
        TimeoutOverride times = wanted.timeouts();
        return times.equals(TimeoutOverride.NONE)
                ? configured
                : new ConnectTimeouts(
                        times.connect().orElse(configured.connect()),
                        times.handshake().orElse(configured.handshake()),
                        times.authentication().orElse(configured.authentication()),
                        configured.keepAlive());
    }

    /** What one disables the other does not enable. */
    Optional<String> refusal() {
        if (!device.enabled()) {
            return Optional.of("disabled in the inventory");
        }
        return override.filter(DeviceOverride::disabled).map(found -> "disabled by its override");
    }

    String notes() {
        return override.map(DeviceOverride::notes).orElse("");
    }

    /**
     * Returns every value with who says so.
     *
     * @param defaultName the name of the credentials that a device gets that names none, if there are some
     */
    List<EffectiveValue> values(Optional<String> defaultName) {
        Device used = device();
        ConnectTimeouts times = timeouts();
        int usualPort = device.transport().equals("telnet") ? 23 : 22;
        return List.of(
                value(
                        "platform",
                        used.platform(),
                        ConnectionOverride::platform,
                        ofDevice(device.platform().equals(PLAIN.platform()))),
                value("host", used.endpoint().host(), ConnectionOverride::host, ConnectionLayer.DEVICE),
                value(
                        "port",
                        Integer.toString(used.endpoint().port()),
                        ConnectionOverride::port,
                        ofDevice(device.endpoint().port() == usualPort)),
                credential(used, defaultName),
                value(
                        "ssh_profile",
                        used.sshProfile(),
                        ConnectionOverride::sshProfile,
                        ofDevice(device.sshProfile().equals(PLAIN.sshProfile()))),
                value(
                        "command_timeout_seconds",
                        seconds(used.commandTimeout()),
                        choice -> choice.timeouts().command(),
                        ofDevice(device.commandTimeout().equals(Device.DEFAULT_COMMAND_TIMEOUT))),
                stage(
                        "connect_timeout_seconds",
                        times,
                        ConnectTimeouts::connect,
                        choice -> choice.timeouts().connect()),
                stage(
                        "handshake_timeout_seconds",
                        times,
                        ConnectTimeouts::handshake,
                        choice -> choice.timeouts().handshake()),
                stage(
                        "authentication_timeout_seconds",
                        times,
                        ConnectTimeouts::authentication,
                        choice -> choice.timeouts().authentication()),
                enabled());
    }

    private EffectiveValue value(
            String name, String value, Function<ConnectionOverride, Optional<?>> part, ConnectionLayer otherwise) {
        ConnectionLayer layer = part.apply(request).isPresent()
                ? ConnectionLayer.REQUEST
                : part.apply(stored).isPresent() ? ConnectionLayer.OVERRIDE : otherwise;
        return new EffectiveValue(name, value, layer);
    }

    private static ConnectionLayer ofDevice(boolean isBuiltIn) {
        return isBuiltIn ? ConnectionLayer.BUILT_IN : ConnectionLayer.DEVICE;
    }

    private EffectiveValue credential(Device used, Optional<String> defaultName) {
        boolean isDefault = used.credential().equals(CredentialStore.DEFAULT);
        return value(
                "credential",
                isDefault ? defaultName.orElse(CredentialStore.DEFAULT) : used.credential(),
                ConnectionOverride::credential,
                isDefault ? ConnectionLayer.DEFAULT : ConnectionLayer.DEVICE);
    }

    private EffectiveValue stage(
            String name,
            ConnectTimeouts times,
            Function<ConnectTimeouts, Duration> stage,
            Function<ConnectionOverride, Optional<?>> part) {
        boolean isBuiltIn = stage.apply(configured).equals(stage.apply(ConnectTimeouts.DEFAULT));
        return value(
                name,
                seconds(stage.apply(times)),
                part,
                isBuiltIn ? ConnectionLayer.BUILT_IN : ConnectionLayer.DEFAULT);
    }

    private EffectiveValue enabled() {
        boolean disabledHere = override.filter(DeviceOverride::disabled).isPresent();
        ConnectionLayer layer = !device.enabled()
                ? ConnectionLayer.DEVICE
                : disabledHere ? ConnectionLayer.OVERRIDE : ConnectionLayer.BUILT_IN;
        return new EffectiveValue("enabled", Boolean.toString(refusal().isEmpty()), layer);
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0
                ? Long.toString(time.toSeconds())
                : Double.toString(time.toMillis() / 1000.0);
    }
}
