package io.netstacks.spi.platform;

/** How a CLI shows what is typed. */
public enum EchoStyle {
    /** As typed, perhaps wrapped. */
    NORMAL,
    /** Not at all. */
    NONE,
    /** The whole line again and again, with backspaces, carriage returns or escape sequences. */
    REPAINT
}
