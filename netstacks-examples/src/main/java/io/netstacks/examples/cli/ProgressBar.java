package io.netstacks.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;

/** One line on the terminal that fills while devices get done; silent where there is no terminal or only few devices. */
final class ProgressBar {

    private static final int WORTH_SHOWING = 5;
    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final int total;
    private final boolean shown;
    private final AtomicInteger done = new AtomicInteger();

    ProgressBar(PrintWriter out, int total, boolean terminal) {
        this.out = out;
        this.total = total;
        shown = terminal && total >= WORTH_SHOWING;
    }

    void step() {
        int now = done.incrementAndGet();
        if (!shown) {
            return;
        }
        int filled = WIDTH * now / total;
        synchronized (out) {
            out.print("\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + now + "/" + total);
            if (now == total) {
                out.println();
            }
            out.flush();
        }
    }
}
