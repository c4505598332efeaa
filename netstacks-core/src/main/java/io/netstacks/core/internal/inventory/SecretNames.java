package io.netstacks.core.internal.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by its name, or by how it begins, whether a variable holds a secret. Pure function. */
final class SecretNames {

    private static final Set<String> WORDS = Set.of(
            "password",
            "passwords",
            "passwd",
            "pass",
            "pwd",
            "passphrase",
            "secret",
            "secrets",
            "token",
            "tokens",
            "psk",
            "community",
            "communities",
            "apikey",
            "auth_key");

    private static final List<String> PAIRS = List.of("api_key", "private_key", "shared_key", "auth_key", "enc_key");

    /** What follows says that the value only points at a secret. */
    private static final Set<String> POINTERS = Set.of("file", "path", "ref", "reference", "lookup", "id", "name");

    private SecretNames() {}

    static boolean isSecret(String key, String value) {
        if (value.contains("-----BEGIN ") && value.contains("PRIVATE KEY")) {
            return true;
        }
        String plain = key.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_");
        List<String> words = Arrays.asList(plain.split("_", -1));
        if (value.isEmpty() || POINTERS.contains(words.get(words.size() - 1))) {
            return false;
        }
        return words.stream().anyMatch(WORDS::contains) || PAIRS.stream().anyMatch(plain::contains);
    }
}
