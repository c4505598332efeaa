package io.netstacks.core.internal.cli;

/** Gives each line that a device has ended to the log, once. Confined: one thread at a time. */
final class LineLog {

    private final TerminalText text;
    private final SessionTranscript transcript;
    private int told;

    LineLog(TerminalText text, SessionTranscript transcript) {
        this.text = text;
        this.transcript = transcript;
    }

    /** Tells the lines that have ended since it was last called. */
    void tell() {
        int end = text.lineStart();
        if (told < end && transcript.wantsLines()) {
            text.slice(told, end).lines().forEach(transcript::receivedLine);
        }
        told = end;
    }

    /** Takes note that so much of the text before is gone. */
    void forget(int dropped) {
        told = Math.max(0, told - dropped);
    }
}
