package io.netstacks.core.text;

import io.netstacks.spi.platform.Platform;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds private keys in PEM form (RFC 7468), which go over many lines, whatever the platform. Text that was cut may hold the
 * end of one without its beginning, or the beginning without its end. Immutable.
 */
final class PrivateKeyText {

    private static final String NECESSARY = "PRIVATE KEY-----";

    private static final Pattern MARK = Pattern.compile("-----(BEGIN|END) (?:[A-Z0-9]+ ){0,3}PRIVATE KEY-----");

    private PrivateKeyText() {}

    /** Returns the text with a mask in place of what is between the marks of a key. */
    static String mask(String text) {
        if (!text.contains(NECESSARY)) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        Matcher mark = MARK.matcher(text);
        int shown = 0;
        boolean first = true;
        boolean inside = false;
        while (mark.find()) {
            boolean begins = mark.group(1).equals("BEGIN");
            if (inside || (first && !begins)) {
                masked.append(Platform.MASK);
            } else {
                masked.append(text, shown, mark.start());
            }
            masked.append(mark.group());
            shown = mark.end();
            inside = begins;
            first = false;
        }
        return masked.append(inside ? Platform.MASK : text.substring(shown)).toString();
    }

    /** Tells whether text goes on inside a key, after a line. */
    static boolean insideAfter(String line, boolean inside) {
        if (!line.contains(NECESSARY)) {
            return inside;
        }
        boolean last = inside;
        for (Matcher mark = MARK.matcher(line); mark.find(); ) {
            last = mark.group(1).equals("BEGIN");
        }
        return last;
    }
}
