package io.netstacks.core.store;

import io.netstacks.spi.Limits;
import io.netstacks.spi.error.InvalidInputException;
import java.nio.charset.StandardCharsets;

/** How long what is searched and sorted by may be, the same in every store. Without state. */
public final class StoreKey {

    private StoreKey() {}

    /**
     * Checks a text as it is stored.
     *
     * @param what what it is, for example {@code a device name}
     * @return the text
     * @throws InvalidInputException if it has more than {@link Limits#KEY} characters, or {@link Limits#KEY_BYTES} bytes
     */
    public static String checked(String what, String text) {
        Limits.atMost(Limits.KEY, what, text);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Limits.KEY_BYTES) {
            throw InvalidInputException.of(
                    what + " must have at most " + Limits.KEY_BYTES + " bytes in UTF-8 but has " + bytes);
        }
        return text;
    }
}
