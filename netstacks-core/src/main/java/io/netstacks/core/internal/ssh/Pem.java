package io.netstacks.core.internal.ssh;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The frame around keys that are written as text (RFC 7468). */
final class Pem {

    private static final Pattern FRAME = Pattern.compile("-----BEGIN [A-Z0-9 ]+-----\\s([A-Za-z0-9+/=\\s]+)-----END ");
    private static final int WIDTH = 64;

    private Pem() {}

    /** Returns what is in the first frame; nothing if there is none. */
    static byte[] content(String text) {
        Matcher frame = FRAME.matcher(text);
        return frame.find() ? Base64.getMimeDecoder().decode(frame.group(1)) : new byte[0];
    }

    static String framed(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(WIDTH, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + type + "-----\n";
    }
}
