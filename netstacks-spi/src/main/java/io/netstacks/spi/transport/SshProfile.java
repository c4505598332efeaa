package io.netstacks.spi.transport;

import io.netstacks.spi.error.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;

/** Which SSH algorithms may be used; the strongest always come first. */
public enum SshProfile {
    /** Nothing that rests on SHA-1. */
    MODERN,
    /** MODERN, then group14-sha1, group-exchange-sha1, ssh-rsa and AES-CBC. */
    COMPAT,
    /** COMPAT, then group1-sha1, ssh-dss, 3DES, HMAC-MD5: for devices that know nothing else. */
    LEGACY;

    /**
     * Returns the profile of that name, upper and lower case alike.
     *
     * @throws InvalidInputException if there is none
     */
    public static SshProfile of(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.of("no SSH profile named \"" + name + "\"; there are "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
    }
}
