package io.netstacks.core.store;

import io.netstacks.spi.Secret;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.store.KeyProvider;
import io.netstacks.spi.store.KeyProvider.DataKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Ready key providers. Where several keys are given, the first encrypts what is new, and the others open what is older, until
 * {@code rotate()} of the stores has encrypted everything with the first. Without state.
 */
public final class KeyProviders {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;

    private KeyProviders() {}

    /** Returns a provider of these keys, the current one first. */
    public static KeyProvider of(DataKey current, DataKey... older) {
        DataKey[] all = Arrays.copyOf(older, older.length + 1);
        System.arraycopy(older, 0, all, 1, older.length);
        all[0] = current;
        return new KeyRing("the given keys", List.of(all));
    }

    /** Returns a provider of one key: 32 bytes in base64. */
    public static KeyProvider fixed(String id, Secret key) {
        return of(new DataKey(id, key));
    }

    /**
     * Returns a provider of the keys in an environment variable: {@code id:base64}, several separated by commas, the current
     * one first.
     *
     * @throws InvalidInputException if the variable is not set or holds something else
     */
    public static KeyProvider environment(String variable) {
        return environment(variable, System.getenv());
    }

    static KeyProvider environment(String variable, Map<String, String> environment) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            throw InvalidInputException.of("environment variable " + variable
                    + " must hold the keys that stored secrets are encrypted with, as id:base64");
        }
        return KeyRing.parse("environment variable " + variable, List.of(value.split(",", -1)));
    }

    /**
     * Returns a provider of the keys in a file, one {@code id:base64} a line, the current one first. The file is read when
     * the first key is needed; where there is none, it is made then, with one new key, readable by its owner alone. A key
     * that is not known is looked for in the file again, so that another process may add one.
     *
     * <p>Every method of the result throws {@link InvalidInputException} if the file can be read by others or holds
     * something else, and {@link io.netstacks.spi.error.StoreException} if it cannot be read or made. Whoever loses the file
     * loses the secrets: keep a copy, and not beside the database.
     */
    public static KeyProvider file(Path file) {
        return new KeyFile(file);
    }

    /**
     * Adds a new key to a file of {@link #file}, as the current one; older ones stay. Then call {@code rotate()} of the
     * stores. A process that opened the file earlier goes on with the key that it has.
     *
     * @return the id of the new key
     */
    public static String addKey(Path file) {
        return new KeyFile(file).addKey();
    }

    /** Returns a new random key with a new random id. */
    public static DataKey generate() {
        byte[] raw = new byte[KEY_BYTES];
        RANDOM.nextBytes(raw);
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        byte[] base64 = Base64.getEncoder().encode(raw);
        char[] characters = new char[base64.length];
        for (int i = 0; i < base64.length; i++) {
            characters[i] = (char) base64[i];
        }
        DataKey key = new DataKey("k" + HexFormat.of().formatHex(id), Secret.of(characters));
        Arrays.fill(raw, (byte) 0);
        Arrays.fill(base64, (byte) 0);
        Arrays.fill(characters, '\0');
        return key;
    }
}
