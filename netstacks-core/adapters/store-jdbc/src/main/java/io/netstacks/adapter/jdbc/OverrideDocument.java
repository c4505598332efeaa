package io.netstacks.adapter.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netstacks.spi.device.ConnectionOverride;
import io.netstacks.spi.device.DeviceOverride;
import io.netstacks.spi.device.TimeoutOverride;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.StoreException;
import io.netstacks.spi.template.VariableValues;
import java.time.Duration;
import java.util.Optional;

/**
 * What an override changes, as JSON. Keys are only ever added; unknown ones are passed over. Variables were once plain JSON under
 * {@code variables}, where a name that begins with {@code $} meant nothing; they are read as that, and written as
 * {@link VariableJson} under {@code values}.
 */
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
        if (!override.variables().asMap().isEmpty()) {
            root.set("values", VariableJson.write(override.variables()));
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
                variables(device, root),
                root.path("notes").asText(),
                disabled);
    }

    private static VariableValues variables(String device, JsonNode root) {
        if (root.has("values")) {
            return VariableJson.read(root.path("values"));
        }
        try {
            return VariableValues.of(JdbcJson.values(root.path("variables")));
        } catch (InvalidInputException e) {
            throw StoreException.permanent(
                    "the override of " + device
                            + " was written by an older version and has variables that this one refuses: "
                            + e.getMessage() + "; set it again, or clear it",
                    e);
        }
    }

    private static Optional<String> text(JsonNode node, String key) {
        return node.has(key) ? Optional.of(node.path(key).asText()) : Optional.empty();
    }

    private static Optional<Duration> time(JsonNode node, String key) {
        return text(node, key).map(Duration::parse);
    }
}
