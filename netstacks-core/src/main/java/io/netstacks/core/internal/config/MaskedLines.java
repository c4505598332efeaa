package io.netstacks.core.internal.config;

import io.netstacks.spi.platform.Platform;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks the secrets of a text and keeps its lines in their places, also where a secret spans several of them. */
public final class MaskedLines {

    private MaskedLines() {}

    /** Returns as many lines as there are, with the mask in each line that a secret reaches. */
    public static List<String> of(Platform platform, List<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        String masked = String.join("\n", lines);
        for (Pattern secret : platform.config().secrets()) {
            masked = mask(masked, secret);
        }
        return List.of(masked.split("\n", -1));
    }

    private static String mask(String text, Pattern secret) {
        Matcher matcher = secret.matcher(text);
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        while (matcher.find()) {
            int start = matcher.start("s");
            if (start < copied) {
                continue;
            }
            masked.append(text, copied, start).append(Platform.MASK);
            copied = matcher.end("s");
            long breaks =
                    text.substring(start, copied).chars().filter(c -> c == '\n').count();
            masked.append(("\n" + Platform.MASK).repeat((int) breaks));
        }
        return masked.append(text, copied, text.length()).toString();
    }
}
