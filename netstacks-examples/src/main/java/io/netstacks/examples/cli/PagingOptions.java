package io.netstacks.examples.cli;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which part of a long list is shown. */
final class PagingOptions {

    @Option(names = "--limit", paramLabel = "N", description = "How many, from 1 to 1000; 100 when not given.")
    private int limit = PageRequest.DEFAULT_SIZE;

    @Option(names = "--after", paramLabel = "PLACE", description = "Go on where another list ended.")
    private Optional<String> after = Optional.empty();

    PageRequest request() {
        return new PageRequest(limit, after);
    }

    /** Says how to go on, if there is more. */
    static void printNext(Page<?> page, PrintWriter out) {
        page.next().ifPresent(next -> out.println("there are more: --after " + next));
    }
}
