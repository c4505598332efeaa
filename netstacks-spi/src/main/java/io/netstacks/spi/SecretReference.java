package io.netstacks.spi;

import io.netstacks.spi.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * Where a secret is, for records that must not hold the secret itself: {@code env:NAME}, {@code file:/path}, or what a
 * {@link SecretResolver} of the host understands. Immutable.
 *
 * @param text {@code scheme:rest}, at most 512 characters
 */
public record SecretReference(String text) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S[^\\r\\n]*");

    /** Checks the form; the message does not quote the text, which may be the secret by mistake. */
    public SecretReference {
        if (text.length() > Limits.KEY || !FORM.matcher(text).matches()) {
            throw InvalidInputException.of("a secret is referred to as scheme:place, for example env:NAME, in at most "
                    + Limits.KEY + " characters");
        }
    }

    /** Returns the reference, which is no secret. */
    @Override
    public String toString() {
        return text;
    }
}
