package io.netstacks.adapter.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.device.Device;
import io.netstacks.spi.device.Endpoint;
import io.netstacks.spi.device.JumpHop;
import io.netstacks.spi.device.ProxySpec;
import java.time.Duration;
import java.util.Optional;

/** The part of a device that no query asks for, as JSON. Keys are only ever added; unknown ones are passed over. */
final class DeviceDocument {

    private DeviceDocument() {}

    static String write(Device device) {
        ObjectNode root = JdbcJson.object();
        put(root, device.endpoint());
        root.put("transport", device.transport());
        root.put("credential", device.credential());
        root.put("sshProfile", device.sshProfile());
        root.put("commandTimeout", device.commandTimeout().toString());
        device.hostKeyPin().ifPresent(pin -> root.put("hostKeyPin", pin));
        ArrayNode tags = root.putArray("tags");
        device.tags().stream().sorted().forEach(tags::add);
        ArrayNode hops = root.putArray("hops");
        device.hops().forEach(hop -> {
            ObjectNode node = hops.addObject();
            put(node, hop.endpoint());
            node.put("credential", hop.credential());
            hop.hostKeyPin().ifPresent(pin -> node.put("hostKeyPin", pin));
        });
        device.proxy().ifPresent(proxy -> {
            ObjectNode node = root.putObject("proxy");
            node.put("kind", proxy.kind().name());
            put(node, proxy.endpoint());
            proxy.credential().ifPresent(name -> node.put("credential", name));
        });
        ObjectNode properties = root.putObject("properties");
        device.properties().forEach(properties::put);
        return JdbcJson.write(root);
    }

    static Device read(String name, String platform, Optional<String> site, boolean enabled, String document) {
        JsonNode root = JdbcJson.read("device " + name, document);
        Endpoint endpoint = endpoint(root);
        Device.Builder device = Device.named(name)
                .at(endpoint.host(), endpoint.port())
                .platform(platform)
                .enabled(enabled)
                .transport(root.path("transport").asText())
                .credential(root.path("credential").asText())
                .sshProfile(root.path("sshProfile").asText())
                .commandTimeout(Duration.parse(root.path("commandTimeout").asText()));
        site.ifPresent(device::site);
        text(root, "hostKeyPin").ifPresent(device::hostKeyPin);
        root.path("tags").forEach(tag -> device.tag(tag.asText()));
        root.path("hops")
                .forEach(hop -> device.via(
                        new JumpHop(endpoint(hop), hop.path("credential").asText(), text(hop, "hostKeyPin"))));
        if (root.has("proxy")) {
            JsonNode proxy = root.path("proxy");
            device.proxy(new ProxySpec(
                    ProxySpec.Kind.valueOf(proxy.path("kind").asText()), endpoint(proxy), text(proxy, "credential")));
        }
        JdbcJson.strings(root.path("properties")).forEach(device::property);
        return device.build();
    }

    private static void put(ObjectNode node, Endpoint endpoint) {
        node.put("host", endpoint.host());
        node.put("port", endpoint.port());
    }

    private static Endpoint endpoint(JsonNode node) {
        return new Endpoint(node.path("host").asText(), node.path("port").asInt());
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.has(key) ? Optional.of(node.path(key).asText()) : Optional.empty();
    }
}
