package io.netstacks.spi.config;

import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.platform.SecretMark;
import java.util.List;

/**
 * One item of a configuration change: a line, or a line with a body that the device reads until a terminator, such as a
 * banner or a certificate. Immutable.
 *
 * @param text the line
 * @param body what follows it before the device shows a prompt again, the terminating line included; empty for most
 */
public record ConfigLine(String text, List<String> body) {

    /** Ends the text of a banner or a file. */
    private static final char ETX = 3;

    /**
     * Checks that no part holds a line break or another control character than tab and ETX, or the mark of a secret, which comes
     * from a backup that was masked: the device would take it for the secret. Copies the body.
     */
    public ConfigLine {
        body = List.copyOf(body);
        check(text);
        body.forEach(ConfigLine::check);
    }

    private static void check(String part) {
        if (SecretMark.isIn(part)) {
            throw InvalidInputException.of(
                    "a configuration line holds the mark of a masked secret, which is not known any"
                            + " more: put the secret itself in its place");
        }
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (Character.isISOControl(c) && c != '\t' && c != ETX) {
                throw InvalidInputException.of(
                        "a configuration line must not hold a line break or a control character");
            }
        }
    }

    /** Returns a plain line. */
    public static ConfigLine of(String text) {
        return new ConfigLine(text, List.of());
    }

    @Override
    public String toString() {
        return body.isEmpty() ? text : text + " … (" + body.size() + " more lines)";
    }
}
