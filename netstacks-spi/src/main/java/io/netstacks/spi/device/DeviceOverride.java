package io.netstacks.spi.device;

import io.netstacks.spi.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What people set for one device beside the inventory, so that the next import from a source of truth does not undo it. Holds
 * no secrets. Immutable; {@code with…} and {@link #disabled(boolean)} give copies.
 *
 * @param device the name of the device; it need not be in the inventory yet
 * @param connection what is otherwise about its connections
 * @param variables variables of templates that have other values for this device: text, numbers, booleans, lists, and maps
 *     with text for keys; whole numbers are kept as {@code Long}, others as {@code Double}; at most 20 levels and 100 000
 *     characters
 * @param notes why, for people, at most 1 000 000 characters
 * @param disabled whether sessions with it are refused
 */
public record DeviceOverride(
        String device, ConnectionOverride connection, Map<String, Object> variables, String notes, boolean disabled) {

    /** Checks the sizes and copies the variables. */
    public DeviceOverride {
        Limits.key("the device of an override", device);
        variables = OverrideVariables.copy("the variables of " + device, variables);
        Limits.atMost(Limits.TEXT, "the notes of an override", notes);
    }

    /** Returns an override that changes nothing. */
    public static DeviceOverride of(String device) {
        return new DeviceOverride(device, ConnectionOverride.NONE, Map.of(), "", false);
    }

    /** Returns a copy with other connections. */
    public DeviceOverride withConnection(ConnectionOverride newConnection) {
        return new DeviceOverride(device, newConnection, variables, notes, disabled);
    }

    /** Returns a copy with these variables. */
    public DeviceOverride withVariables(Map<String, ?> newVariables) {
        return new DeviceOverride(device, connection, new LinkedHashMap<>(newVariables), notes, disabled);
    }

    /** Returns a copy with these notes. */
    public DeviceOverride withNotes(String newNotes) {
        return new DeviceOverride(device, connection, variables, newNotes, disabled);
    }

    /** Returns a copy that refuses sessions, or does not. */
    public DeviceOverride disabled(boolean newDisabled) {
        return new DeviceOverride(device, connection, variables, notes, newDisabled);
    }
}
