package io.netstacks.core.internal.inventory;

import io.netstacks.core.internal.inventory.InventoryNode.Entries;
import io.netstacks.core.internal.inventory.InventoryNode.Items;
import io.netstacks.core.internal.inventory.InventoryNode.Scalar;
import io.netstacks.core.internal.inventory.InventoryNode.ScalarType;
import io.netstacks.core.internal.inventory.InventoryNode.Vaulted;
import io.netstacks.core.text.Json;
import io.netstacks.spi.device.DeviceFinding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns values of an inventory into properties of a device. Secrets are left out wherever they stand, and reported.
 * Confined: one thread at a time.
 */
final class PlainValues {

    static final String VAULT = "is encrypted with Ansible Vault, which is not opened here";

    private static final String BRING_IN = "; give it to a CredentialProvider (for example NETSTACKS_LAB_USERNAME and"
            + " NETSTACKS_LAB_PASSWORD in the environment) and name it with the variable netstacks: {credential: lab}";

    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?");
    private static final Set<String> YES = Set.of("true", "yes", "on", "y");

    /** Anchors may make a small file a huge value. */
    private static final int MOST_PARTS = 20_000;

    private final String device;
    private final InventoryProblems problems;
    private int parts;

    PlainValues(String device, InventoryProblems problems) {
        this.device = device;
        this.problems = problems;
    }

    /** Returns a variable as text, structures as JSON; empty if nothing of it may be kept. */
    Optional<String> property(String key, InventoryNode node) {
        if (left(key, node)) {
            return Optional.empty();
        }
        if (node instanceof Scalar scalar) {
            return Optional.of(scalar.text());
        }
        parts = 0;
        Object tree = withoutSecrets(key, node);
        if (parts > MOST_PARTS) {
            problems.find(
                    DeviceFinding.Kind.NOTE, node.place(), device, key, "is too large to be kept and is left out");
            return Optional.empty();
        }
        return node instanceof InventoryNode.Nothing ? Optional.empty() : Optional.of(Json.write(tree));
    }

    /** Tells whether the value is left out, and notes why. */
    private boolean left(String key, InventoryNode node) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        if (node instanceof Vaulted) {
            boolean secret = SecretNames.isSecret(name, "x");
            String next = secret ? BRING_IN : "; it is left out, write it in clear if it is needed";
            find(secret ? DeviceFinding.Kind.SECRET : DeviceFinding.Kind.NOTE, node, key, VAULT + next);
            return true;
        }
        if (node instanceof Scalar scalar
                && scalar.type() != ScalarType.FLAG
                && SecretNames.isSecret(name, scalar.text())) {
            String what = scalar.text().contains("{{") ? "points at a secret" : "is a secret in clear text";
            find(DeviceFinding.Kind.SECRET, node, key, what + " and is left out" + BRING_IN);
            return true;
        }
        if (node instanceof Items list && SecretNames.isSecret(name, "x") && holdsScalars(list)) {
            find(DeviceFinding.Kind.SECRET, node, key, "holds secrets in clear text and is left out" + BRING_IN);
            return true;
        }
        return false;
    }

    private static boolean holdsScalars(Items list) {
        return list.items().stream().anyMatch(Scalar.class::isInstance);
    }

    private void find(DeviceFinding.Kind kind, InventoryNode node, String key, String what) {
        problems.find(kind, node.place(), device, key, what);
    }

    private Object withoutSecrets(String key, InventoryNode node) {
        if (++parts > MOST_PARTS) {
            return "";
        }
        if (node instanceof Entries map) {
            Map<String, Object> kept = new LinkedHashMap<>();
            map.entries().forEach((name, value) -> {
                String path = key + "." + name.replace('.', '_');
                if (!left(path, value)) {
                    kept.put(name, withoutSecrets(path, value));
                }
            });
            return kept;
        }
        if (node instanceof Items list) {
            List<Object> kept = new ArrayList<>();
            list.items().stream().filter(item -> !left(key, item)).forEach(item -> kept.add(withoutSecrets(key, item)));
            return kept;
        }
        return tree(node);
    }

    /** Returns every entry as text. */
    Map<String, Object> texts(Entries map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.entries()
                .forEach((key, node) -> texts.put(key, node instanceof Scalar s ? s.text() : Json.write(tree(node))));
        return texts;
    }

    /** Returns the value as maps, lists, texts, numbers and truth values. */
    Object tree(InventoryNode node) {
        if (++parts > MOST_PARTS) {
            return "";
        }
        if (node instanceof Entries map) {
            Map<String, Object> tree = new LinkedHashMap<>();
            map.entries().forEach((key, value) -> tree.put(key, tree(value)));
            return tree;
        }
        if (node instanceof Items list) {
            return list.items().stream().map(this::tree).toList();
        }
        return node instanceof Scalar scalar ? value(scalar) : "";
    }

    private static Object value(Scalar scalar) {
        if (scalar.type() == ScalarType.FLAG) {
            return YES.contains(scalar.text().toLowerCase(Locale.ROOT));
        }
        if (scalar.type() == ScalarType.NUMBER
                && JSON_NUMBER.matcher(scalar.text()).matches()) {
            BigDecimal number = new BigDecimal(scalar.text());
            return number.scale() == 0 && number.precision() < 10 ? (Object) number.intValue() : number;
        }
        return scalar.text();
    }
}
