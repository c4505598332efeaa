package io.netstacks.adapter.jdbc;

import io.netstacks.core.store.StoreKey;

/**
 * Text that every database can hold. PostgreSQL refuses NUL, and neither UTF-8 nor its driver knows half of a surrogate pair;
 * both are written as the control character SUB and a code. All other text, and all JSON, stays as it is, so people can read
 * the tables, and equal texts stay equal.
 */
final class PortableText {

    private static final char SUB = '\u001a';
    private static final char NUL_CODE = '0';
    private static final char SURROGATE_CODE = 'u';

    private PortableText() {}

    static String encode(String text) {
        int i = 0;
        while (i < text.length() && !needsCode(text, i)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!needsCode(text, i)) {
                out.append(c);
            } else if (c == SUB) {
                out.append(SUB).append(SUB);
            } else if (c == '\0') {
                out.append(SUB).append(NUL_CODE);
            } else {
                out.append(SUB).append(SURROGATE_CODE).append(Integer.toHexString(c));
            }
        }
        return out.toString();
    }

    static String decode(String stored) {
        if (stored.indexOf(SUB) < 0) {
            return stored;
        }
        StringBuilder out = new StringBuilder(stored.length());
        for (int i = 0; i < stored.length(); i++) {
            char c = stored.charAt(i);
            if (c != SUB || i + 1 == stored.length()) {
                out.append(c);
                continue;
            }
            char code = stored.charAt(++i);
            if (code == NUL_CODE) {
                out.append('\0');
            } else if (code == SURROGATE_CODE && i + 4 < stored.length()) {
                out.append((char) Integer.parseInt(stored, i + 1, i + 5, 16));
                i += 4;
            } else {
                out.append(code);
            }
        }
        return out.toString();
    }

    /**
     * Encodes what is searched and sorted by.
     *
     * @throws io.netstacks.spi.error.InvalidInputException if it is too long for that
     */
    static String key(String what, String text) {
        return StoreKey.checked(what, encode(text));
    }

    private static boolean needsCode(String text, int i) {
        char c = text.charAt(i);
        if (c == '\0' || c == SUB) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
