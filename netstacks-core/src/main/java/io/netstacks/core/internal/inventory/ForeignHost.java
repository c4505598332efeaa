package io.netstacks.core.internal.inventory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A host of another tool's inventory, with everything that it inherits.
 *
 * @param name its name
 * @param place where it stands
 * @param groups all groups that it is in, near or far
 * @param connection what is known of {@code host}, {@code port}, {@code platform} and {@code command_timeout_seconds}
 * @param variables the other variables
 */
record ForeignHost(
        String name,
        InventoryPlace place,
        Set<String> groups,
        Map<String, InventoryNode> connection,
        Map<String, InventoryNode> variables) {

    ForeignHost {
        connection = new LinkedHashMap<>(connection);
        variables = new LinkedHashMap<>(variables);
    }
}
