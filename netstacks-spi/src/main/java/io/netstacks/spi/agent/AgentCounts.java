package io.netstacks.spi.agent;

import java.util.Map;

/**
 * How many agents there are. Immutable.
 *
 * @param total all of them
 * @param enabled those that may work
 * @param byType all of them by type; types without any are missing
 */
public record AgentCounts(long total, long enabled, Map<String, Long> byType) {

    /** Copies the counts. */
    public AgentCounts {
        byType = Map.copyOf(byType);
    }
}
