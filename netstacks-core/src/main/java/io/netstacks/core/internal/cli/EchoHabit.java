package io.netstacks.core.internal.cli;

import io.netstacks.spi.platform.EchoStyle;

/**
 * How a device shows what is typed. The platform says it; a device that shows nothing all the same is not waited for again
 * and again. Confined: one thread at a time.
 */
final class EchoHabit {

    /** So many lines that were not shown, and none that was, tell that none will be. */
    private static final int ENOUGH = 3;

    private EchoStyle style;
    private boolean shows;
    private int hidden;

    EchoHabit(EchoStyle style) {
        this.style = style;
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
    void note(Answering answering) {
        if (answering.isLogin() || answering.exchange().line().isBlank()) {
            return;
        }
        if (answering.echoed()) {
            shows = true;
        } else if (++hidden >= ENOUGH && !shows) {
            style = EchoStyle.NONE;
        }
    }
}
