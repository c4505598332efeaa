package io.netstacks.core.internal.inventory;

import io.netstacks.core.text.NearMatches;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.JumpHop;
import io.netstacks.spi.device.ProxySpec;
import io.netstacks.spi.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds a device from named fields; what a field does not understand becomes a problem that names it. */
final class DeviceFields {

    /** Every field that a device has in our own layouts, in the order in which they are written. */
    static final List<String> NAMES = List.of(
            "name",
            "host",
            "port",
            "platform",
            "transport",
            "credential",
            "site",
            "tags",
            "ssh_profile",
            "host_key_pin",
            "via",
            "proxy",
            "command_timeout_seconds",
            "enabled",
            "properties");

    private static final Set<String> KEYS = new TreeSet<>(NAMES);

    private static final Set<String> HOP_KEYS = new TreeSet<>(Set.of("host", "port", "credential", "host_key_pin"));
    private static final Set<String> PROXY_KEYS = new TreeSet<>(Set.of("kind", "host", "port", "credential"));
    private static final int SSH_PORT = 22;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final String where;
    private final List<String> problems;

    DeviceFields(String where, List<String> problems) {
        this.where = where;
        this.problems = problems;
    }

    Optional<Device> device(Map<String, Object> fields) {
        int before = problems.size();
        for (String key : fields.keySet()) {
            if (!KEYS.contains(key)) {
                problem("unknown key \"" + key + "\"" + NearMatches.hint(key, KEYS, "known are " + KEYS));
            }
        }
        String name = text(fields, "name").orElse("");
        if (name.isBlank()) {
            problem("a device needs a name");
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        try {
            Device device = build(name, fields);
            return problems.size() > before ? Optional.empty() : Optional.of(device);
        } catch (InvalidInputException e) {
            e.problems().forEach(this::problem);
            return Optional.empty();
        }
    }

    private Device build(String name, Map<String, Object> fields) {
        Device.Builder device = Device.named(name);
        text(fields, "transport").ifPresent(device::transport);
        Optional<Integer> port = integer(fields, "port");
        String host = text(fields, "host").orElse(name);
        port.ifPresentOrElse(number -> device.at(host, number), () -> device.at(host));
        text(fields, "platform").ifPresent(device::platform);
        text(fields, "credential").ifPresent(device::credential);
        text(fields, "site").ifPresent(device::site);
        text(fields, "ssh_profile").ifPresent(device::sshProfile);
        text(fields, "host_key_pin").ifPresent(device::hostKeyPin);
        text(fields, "command_timeout_seconds").flatMap(this::seconds).ifPresent(device::commandTimeout);
        text(fields, "enabled").ifPresent(value -> device.enabled(flag(value)));
        device.tags(tags(fields.get("tags")));
        hops(device, fields.get("via"));
        proxy(device, fields.get("proxy"));
        Object properties = fields.get("properties");
        if (properties instanceof Map<?, ?> map) {
            map.forEach((key, value) -> device.property(String.valueOf(key), String.valueOf(value)));
        } else if (properties != null) {
            problem("properties must be a map");
        }
        return device.build();
    }

    private void hops(Device.Builder device, @Nullable Object via) {
        if (via == null) {
            return;
        }
        for (Object hop : via instanceof Collection<?> list ? list : List.of(via)) {
            if (hop instanceof Map<?, ?> map && map.get("host") != null) {
                Map<String, Object> fields = named("via", map, HOP_KEYS);
                device.via(new JumpHop(
                        new Endpoint(
                                text(fields, "host").orElse(""),
                                integer(fields, "port").orElse(SSH_PORT)),
                        text(fields, "credential").orElse("default"),
                        text(fields, "host_key_pin")));
            } else {
                problem("via must be a list of hops with host, port and credential");
            }
        }
    }

    private void proxy(Device.Builder device, @Nullable Object proxy) {
        if (proxy == null) {
            return;
        }
        if (!(proxy instanceof Map<?, ?> map)
                || map.get("port") == null
                || map.get("host") == null
                || !Set.of("socks5", "http").contains(String.valueOf(map.get("kind")))) {
            problem("proxy must have kind (socks5 or http), host and port, and may have a credential");
            return;
        }
        Map<String, Object> fields = named("proxy", map, PROXY_KEYS);
        integer(fields, "port")
                .ifPresent(port -> device.proxy(new ProxySpec(
                        ProxySpec.Kind.valueOf(text(fields, "kind").orElse("").toUpperCase(Locale.ROOT)),
                        new Endpoint(text(fields, "host").orElse(""), port),
                        text(fields, "credential"))));
    }

    /** A field that nobody reads would be a jump host or a proxy that is not used as it was meant. */
    private Map<String, Object> named(String where, Map<?, ?> map, Set<String> known) {
        Map<String, Object> fields = new TreeMap<>();
        map.forEach((key, value) -> {
            if (known.contains(String.valueOf(key))) {
                fields.put(String.valueOf(key), value == null ? "" : value);
            } else {
                problem("unknown key \"" + key + "\" in " + where + "; known are " + known);
            }
        });
        return fields;
    }

    private List<String> tags(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return List.of(String.valueOf(value).strip().split("\\s+", -1)).stream()
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private boolean flag(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!Set.of("true", "false", "yes", "no", "on", "off").contains(lower)) {
            problem("enabled must be true or false but is \"" + value + "\"");
        }
        return lower.equals("true") || lower.equals("yes") || lower.equals("on");
    }

    private Optional<Integer> integer(Map<String, Object> fields, String key) {
        Optional<String> text = text(fields, key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.parseInt(text.get()));
        } catch (NumberFormatException e) {
            problem(key + " must be a whole number but is \"" + text.get() + "\"");
            return Optional.empty();
        }
    }

    private Optional<Duration> seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            problem("command_timeout_seconds must be a number of seconds but is \"" + text + "\"");
            return Optional.empty();
        }
        BigDecimal nanos = new BigDecimal(text).movePointRight(9);
        return Optional.of(Duration.ofSeconds(0, nanos.longValueExact()));
    }

    private Optional<String> text(Map<String, Object> fields, String key) {
        Object value = fields.get(key);
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            problem(key + " must be a text, not a list or a map");
            return Optional.empty();
        }
        return Optional.ofNullable(value)
                .map(String::valueOf)
                .map(String::strip)
                .filter(s -> !s.isEmpty());
    }

    private void problem(String what) {
        problems.add(where + ": " + what);
    }
}
