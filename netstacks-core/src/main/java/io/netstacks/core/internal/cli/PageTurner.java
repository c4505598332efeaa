package io.netstacks.core.internal.cli;

import io.netstacks.spi.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the pages of a device that stops after each, and takes the pager out of the text. Confined: one thread at a time. */
final class PageTurner {

    private static final int MOST_PAGERS = 64;

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final TerminalText text;
    private final ReplyReader output;
    private final LineTyper typer;
    private final Duration settle;
    private final Set<String> seen = new HashSet<>();

    PageTurner(TerminalText text, ReplyReader output, LineTyper typer, Duration settle) {
        this.text = text;
        this.output = output;
        this.typer = typer;
        this.settle = settle;
    }

    /** Turns the page if the pager is whole; otherwise more of it has come, and the text is to be looked at again. */
    void turn(QuestionGuard.PagerHit pager, Answering answering, Deadline deadline) {
        int start = pager.start();
        if (!isWhole(start, answering, deadline)) {
            return;
        }
        if (start < text.lineStart()) {
            text.blankOut(start);
        } else {
            text.truncateTo(start);
        }
        typer.keys(pager.keys(), deadline);
    }

    /** A pager's text may come in pieces; one that was seen whole before is answered at once. */
    private boolean isWhole(int start, Answering answering, Deadline deadline) {
        String shown = DIGITS.matcher(text.slice(start, text.length())).replaceAll("0");
        if (seen.contains(shown)) {
            return true;
        }
        if (output.read(answering, deadline.atMost(settle), deadline)) {
            return false;
        }
        if (seen.size() < MOST_PAGERS) {
            seen.add(shown);
        }
        return true;
    }
}
