package io.netstacks.spi.platform;

import java.util.List;
import java.util.Optional;

/**
 * How output comes in pages, and how it does not. Immutable.
 *
 * @param disable commands that turn paging off
 * @param persistent whether {@code disable} changes a saved setting, so that it is not sent unless asked for
 * @param restore commands that undo {@code disable}; empty for most
 * @param perCommand what is appended to one command to get it unpaged, for example {@code | no-more}; a fact for hosts,
 *     sessions answer the pager instead
 * @param environment the shell assignment that turns paging off, for example {@code VTYSH_PAGER=cat}; a fact for hosts,
 *     sessions use {@code disable}
 * @param pager the pager's prompts, the platform's own first, then those that are known everywhere
 */
public record PagingRules(
        List<String> disable,
        boolean persistent,
        List<String> restore,
        Optional<String> perCommand,
        Optional<String> environment,
        List<Expectation> pager) {

    /** Copies the lists. */
    public PagingRules {
        disable = List.copyOf(disable);
        restore = List.copyOf(restore);
        pager = List.copyOf(pager);
    }
}
