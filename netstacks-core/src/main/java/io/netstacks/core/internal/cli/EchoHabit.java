package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.EchoStyle;

/**
 * How a device shows what is typed. The platform says it; a device that shows nothing all the same is not waited for again
 * and again, until it shows a line after all. Confined: one thread at a time.
 */
final class EchoHabit {

    /** So many signs that lines are not shown, and none that one was, tell that none will be. */
    private static final int ENOUGH = 2;

    private final EchoStyle told;
    private EchoStyle style;
    private boolean shows;
    private int signs;

    EchoHabit(EchoStyle told) {
        this.told = told;
        style = told;
    }

    EchoStyle style() {
        return style;
    }

    /** Tells whether every line can be expected to be shown as it is. */
    boolean isPlain() {
        return style == EchoStyle.NORMAL;
    }

    boolean isNone() {
        return style == EchoStyle.NONE;
    }

    /** Takes note of an answer that has come to its end. */
    void note(Answering answering, TerminalText text, Prompt prompt) {
        if (answering.isLogin() || answering.exchange().line().isBlank()) {
            return;
        }
        if (style == EchoStyle.NONE ? answering.isShownAllTheSame() : answering.echoed()) {
            shows = true;
            style = told;
        } else if (!shows && style != EchoStyle.NONE) {
            signs += answering.signsOfNoEcho(text, prompt);
            style = signs < ENOUGH ? style : EchoStyle.NONE;
        }
    }
}
