package io.netstacks.spi.command;

/** What became of one command. */
public enum CommandStatus {
    /** The device answered and showed its prompt again. */
    OK,
    /** The device answered that it does not take the command. */
    REJECTED,
    /** There is no complete answer: time, connection, unexpected question. */
    FAILED,
    /** It was not sent, because something before it failed. */
    NOT_SENT
}
