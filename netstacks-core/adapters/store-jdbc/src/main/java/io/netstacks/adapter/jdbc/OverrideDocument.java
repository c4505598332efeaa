package io.netstacks.adapter.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.device.TimeoutOverride;
import java.time.Duration;
import java.util.Optional;

/** What an override changes, as JSON. Keys are only ever added; unknown ones are passed over. */
final class OverrideDocument {

    private OverrideDocument() {}

    static String write(DeviceOverride override) {
        ObjectNode root = JdbcJson.object();
        ConnectionOverride connection = override.connection();
        connection.platform().ifPresent(id -> root.put("platform", id));
        connection.host().ifPresent(host -> root.put("host", host));
        connection.port().ifPresent(port -> root.put("port", port));
        connection.credential().ifPresent(name -> root.put("credential", name));
        connection.sshProfile().ifPresent(name -> root.put("sshProfile", name));
        put(root, "commandTimeout", connection.timeouts().command());
        put(root, "connectTimeout", connection.timeouts().connect());
        put(root, "handshakeTimeout", connection.timeouts().handshake());
        put(root, "authenticationTimeout", connection.timeouts().authentication());
        if (!override.variables().isEmpty()) {
            root.set("variables", JdbcJson.tree(override.variables()));
        }
        root.put("notes", override.notes());
        return JdbcJson.write(root);
    }

    private static void put(ObjectNode root, String key, Optional<Duration> time) {
        time.ifPresent(value -> root.put(key, value.toString()));
    }

    static DeviceOverride read(String device, boolean disabled, String document) {
        JsonNode root = JdbcJson.read("the override of " + device, document);
        return new DeviceOverride(
                device,
                new ConnectionOverride(
                        text(root, "platform"),
                        text(root, "host"),
                        root.has("port") ? Optional.of(root.path("port").asInt()) : Optional.empty(),
                        text(root, "credential"),
                        text(root, "sshProfile"),
                        new TimeoutOverride(
                                time(root, "commandTimeout"),
                                time(root, "connectTimeout"),
                                time(root, "handshakeTimeout"),
                                time(root, "authenticationTimeout"))),
                JdbcJson.values(root.path("variables")),
                root.path("notes").asText(),
                disabled);
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.has(key) ? Optional.of(node.path(key).asText()) : Optional.empty();
    }

    private static Optional<Duration> time(JsonNode node, String key) {
        return text(node, key).map(Duration::parse);
    }
}
