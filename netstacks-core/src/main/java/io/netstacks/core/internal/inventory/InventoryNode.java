package io.netstacks.core.internal.inventory;

import java.util.List;
import java.util.Map;

/** A value of an inventory file that knows where it stands. */
sealed interface InventoryNode {

    /** Returns where it stands. */
    InventoryPlace place();

    /** A text as it is written, with what YAML takes it for. */
    record Scalar(InventoryPlace place, String text, ScalarType type) implements InventoryNode {}

    /** A list. */
    record Items(InventoryPlace place, List<InventoryNode> items) implements InventoryNode {}

    /** A map. */
    record Entries(InventoryPlace place, Map<String, InventoryNode> entries) implements InventoryNode {}

    /** A value that Ansible Vault encrypted. */
    record Vaulted(InventoryPlace place) implements InventoryNode {}

    /** No value. */
    record Nothing(InventoryPlace place) implements InventoryNode {}

    /** What YAML takes a scalar for. */
    enum ScalarType {
        /** Anything else. */
        TEXT,
        /** A whole number or a fraction. */
        NUMBER,
        /** Yes or no. */
        FLAG
    }
}
