package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.SecretBox;
import io.netstacks.spi.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One secret text in a row, sealed; it never becomes a String.
 *
 * @param purpose what sort of record it belongs to
 */
record SealedText(String purpose) {

    byte[] seal(SecretBox box, String name, Secret secret) {
        return secret.useUtf8(clear -> box.seal(purpose, name, clear));
    }

    Secret open(SecretBox box, String name, byte[] sealed) {
        byte[] clear = box.open(purpose, name, sealed);
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(clear));
        char[] characters = Arrays.copyOf(decoded.array(), decoded.limit());
        try {
            return Secret.of(characters);
        } finally {
            Arrays.fill(clear, (byte) 0);
            Arrays.fill(decoded.array(), '\0');
            Arrays.fill(characters, '\0');
        }
    }
}
