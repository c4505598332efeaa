package io.netstacks.core.internal.inventory;

import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.JumpHop;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields of a device by the keys of our own layout; the other way round than {@link DeviceFields}. Pure function. */
public final class DeviceTree {

    private DeviceTree() {}

    /** Returns name, host, port and everything that is not as it would be if nothing was said. */
    public static Map<String, Object> of(Device device) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", device.name());
        fields.put("host", device.endpoint().host());
        fields.put("port", device.endpoint().port());
        unless(fields, "platform", device.platform(), "autodetect");
        unless(fields, "transport", device.transport(), "ssh");
        unless(fields, "credential", device.credential(), "default");
        device.site().ifPresent(site -> fields.put("site", site));
        if (!device.tags().isEmpty()) {
            fields.put("tags", new ArrayList<>(new TreeSet<>(device.tags())));
        }
        unless(fields, "ssh_profile", device.sshProfile(), "compat");
        device.hostKeyPin().ifPresent(pin -> fields.put("host_key_pin", pin));
        if (!device.hops().isEmpty()) {
            fields.put("via", device.hops().stream().map(DeviceTree::hop).toList());
        }
        device.proxy().ifPresent(proxy -> {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("kind", proxy.kind().name().toLowerCase(Locale.ROOT));
            place(tree, proxy.endpoint());
            proxy.credential().ifPresent(credential -> tree.put("credential", credential));
            fields.put("proxy", tree);
        });
        unless(
                fields,
                "command_timeout_seconds",
                seconds(device.commandTimeout()),
                seconds(Device.DEFAULT_COMMAND_TIMEOUT));
        unless(fields, "enabled", device.enabled(), true);
        if (!device.properties().isEmpty()) {
            fields.put("properties", new TreeMap<>(device.properties()));
        }
        return fields;
    }

    /** Returns the fields in which two devices differ, each with both values; what one does not have is empty. */
    public static Map<String, List<String>> differences(Device before, Device after) {
        Map<String, Object> old = of(before);
        Map<String, Object> now = of(after);
        Map<String, List<String>> changed = new LinkedHashMap<>();
        for (String key : new TreeSet<>(DeviceFields.NAMES)) {
            String from = String.valueOf(old.getOrDefault(key, ""));
            String to = String.valueOf(now.getOrDefault(key, ""));
            if (!from.equals(to)) {
                changed.put(key, List.of(from, to));
            }
        }
        return changed;
    }

    private static Map<String, Object> hop(JumpHop hop) {
        Map<String, Object> tree = new LinkedHashMap<>();
        place(tree, hop.endpoint());
        tree.put("credential", hop.credential());
        hop.hostKeyPin().ifPresent(pin -> tree.put("host_key_pin", pin));
        return tree;
    }

    private static void place(Map<String, Object> tree, Endpoint endpoint) {
        tree.put("host", endpoint.host());
        tree.put("port", endpoint.port());
    }

    private static Object seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
        return seconds.scale() <= 0 ? (Object) duration.toSeconds() : seconds.toPlainString();
    }

    private static void unless(Map<String, Object> fields, String key, Object value, Object usual) {
        if (!value.equals(usual)) {
            fields.put(key, value);
        }
    }
}
