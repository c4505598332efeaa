package io.netstacks.spi.platform;

import io.netstacks.spi.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * What stands in a stored configuration in place of a secret that was not stored: {@code <masked:k1:0123456789abcdef>}, the id
 * of a key and a hash of the secret under that key. Equal marks are equal secrets, another mark under the same key is another
 * secret, and nobody without the key can try secrets out. Without state.
 */
public final class SecretMark {

    /** How many hexadecimal digits of the hash a mark shows. */
    public static final int DIGITS = 16;

    private static final String SHAPE = "<masked:[A-Za-z0-9._-]{1,64}:[0-9a-f]{" + DIGITS + "}>";
    private static final Pattern MARK = Pattern.compile(SHAPE);
    private static final String BEGIN = "<masked:";
    private static final int LONGEST_ID = 64;

    private SecretMark() {}

    /**
     * Returns a mark. Of the key's id it shows what fits into one word: other characters than letters, digits, point, hyphen
     * and low line are hyphens.
     *
     * @param hash hexadecimal digits in lower case, at least {@link #DIGITS}
     * @throws InvalidInputException if the id or the hash is none
     */
    public static String of(String keyId, String hash) {
        String word = keyId.replaceAll("[^A-Za-z0-9._-]", "-");
        String mark = BEGIN + word.substring(0, Math.min(word.length(), LONGEST_ID)) + ":"
                + hash.substring(0, Math.min(hash.length(), DIGITS)) + ">";
        if (!isMark(mark)) {
            throw InvalidInputException.of("a mark needs the id of a key and " + DIGITS + " digits of a hash");
        }
        return mark;
    }

    /** Tells whether a text is a mark and nothing else. */
    public static boolean isMark(String text) {
        return text.startsWith(BEGIN) && MARK.matcher(text).matches();
    }

    /** Tells whether there is a mark in a text, so that no device may be configured with it. */
    public static boolean isIn(String text) {
        return text.contains(BEGIN) && MARK.matcher(text).find();
    }
}
