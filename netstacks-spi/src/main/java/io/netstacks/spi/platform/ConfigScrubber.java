package io.netstacks.spi.platform;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a configuration what must not be seen or does not count. */
final class ConfigScrubber {

    private ConfigScrubber() {}

    /** Puts the mask in place of what the group {@code s} of each pattern matches. */
    static String mask(String text, List<Pattern> secrets, String mask) {
        String masked = text;
        for (Pattern secret : secrets) {
            masked = mask(masked, secret, mask);
        }
        return masked;
    }

    /** Removes what the blocks match, then every line in which one of the line patterns is found. */
    static String drop(String text, List<Pattern> blocks, List<Pattern> lines) {
        String stable = text;
        for (Pattern block : blocks) {
            stable = block.matcher(stable).replaceAll("");
        }
        StringBuilder kept = new StringBuilder(stable.length());
        int start = 0;
        while (start < stable.length()) {
            int end = stable.indexOf('\n', start);
            int next = end < 0 ? stable.length() : end + 1;
            String line = stable.substring(start, end < 0 ? next : end);
            if (lines.stream().noneMatch(pattern -> pattern.matcher(line).find())) {
                kept.append(stable, start, next);
            }
            start = next;
        }
        return kept.toString();
    }

    private static String mask(String text, Pattern secret, String mask) {
        Matcher matcher = secret.matcher(text);
        StringBuilder masked = null;
        int copied = 0;
        while (matcher.find()) {
            int start = matcher.start("s");
            if (start < copied) {
                continue;
            }
            if (masked == null) {
                masked = new StringBuilder(text.length());
            }
            masked.append(text, copied, start).append(mask);
            copied = matcher.end("s");
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }
}
