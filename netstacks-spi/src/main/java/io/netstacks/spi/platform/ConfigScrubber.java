package io.netstacks.spi.platform;

import java.util.List;
import java.util.regex.Pattern;

/** Takes out of a configuration what does not count. */
final class ConfigScrubber {

    private ConfigScrubber() {}

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
}
