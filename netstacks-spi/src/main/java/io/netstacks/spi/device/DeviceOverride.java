package io.netstacks.spi.device;

import io.netstacks.spi.Limits;
import io.netstacks.spi.template.VariableValues;
import java.util.Map;

/**
 * What people set for one device beside the inventory, so that the next import from a source of truth does not undo it. Holds
 * no secrets. Immutable; {@code with…} and {@link #disabled(boolean)} give copies.
 *
 * @param device the name of the device; it need not be in the inventory yet
 * @param connection what is otherwise about its connections
 * @param variables variables of templates that have other values for this device; a secret among them is a reference
 * @param notes why, for people, at most 1 000 000 characters
 * @param disabled whether sessions with it are refused
 */
public record DeviceOverride(
        String device, ConnectionOverride connection, VariableValues variables, String notes, boolean disabled) {

    /** Checks the sizes. */
    public DeviceOverride {
        Limits.key("the device of an override", device);
        Limits.atMost(Limits.TEXT, "the notes of an override", notes);
    }

    /** Returns an override that changes nothing. */
    public static DeviceOverride of(String device) {
        return new DeviceOverride(device, ConnectionOverride.NONE, VariableValues.none(), "", false);
    }

    /** Returns a copy with other connections. */
    public DeviceOverride withConnection(ConnectionOverride newConnection) {
        return new DeviceOverride(device, newConnection, variables, notes, disabled);
    }

    /** Returns a copy with these variables. */
    public DeviceOverride withVariables(VariableValues newVariables) {
        return new DeviceOverride(device, connection, newVariables, notes, disabled);
    }

    /**
     * Returns a copy with these variables.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if a value is of a type that {@link VariableValues} does not have
     */
    public DeviceOverride withVariables(Map<String, ?> newVariables) {
        return withVariables(VariableValues.of(newVariables));
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
