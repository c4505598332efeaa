package io.netstacks.spi.stack;

import io.netstacks.spi.Limits;
import io.netstacks.spi.config.ConfigText;
import java.util.List;

/**
 * What a service put on a device, and what of it was missing there. It may hold secrets, so {@code toString} shows sizes
 * only. Immutable.
 *
 * @param rendered the configuration as it was rendered
 * @param missing the lines that the last validation did not find, at most 10 000; empty if it found all or there was none
 */
public record InstanceContent(ConfigText rendered, List<String> missing) {

    private static final int MOST = 10_000;

    /** Checks the number and copies. */
    public InstanceContent {
        missing = List.copyOf(missing);
        Limits.count(MOST, "missing lines of an instance", missing);
        missing.forEach(line -> Limits.atMost(Limits.TEXT, "a missing line of an instance", line));
    }

    @Override
    public String toString() {
        return "InstanceContent[" + rendered + ", " + missing.size() + " lines missing]";
    }
}
