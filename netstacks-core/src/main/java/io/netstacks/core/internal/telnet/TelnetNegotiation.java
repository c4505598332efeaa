package io.netstacks.core.internal.telnet;

import io.netstacks.spi.transport.PtySpec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Takes the telnet commands out of what arrives and answers them. The peer may echo and need not send go-aheads; we tell
 * our window size and terminal type; everything else is refused. Each answer is given once, so that two ends can never
 * answer each other for ever (RFC 1143). Works on any split of the bytes. Confined: one thread at a time.
 */
final class TelnetNegotiation {

    private static final int IAC = 255;
    private static final int DONT = 254;
    private static final int DO = 253;
    private static final int WONT = 252;
    private static final int WILL = 251;
    private static final int SB = 250;
    private static final int SE = 240;

    private static final int BINARY = 0;
    private static final int ECHO = 1;
    private static final int SUPPRESS_GO_AHEAD = 3;
    private static final int TERMINAL_TYPE = 24;
    private static final int WINDOW_SIZE = 31;

    private static final int SEND = 1;
    private static final int IS = 0;
    private static final int LONGEST_SUBNEGOTIATION = 512;

    private enum State {
        DATA,
        CARRIAGE_RETURN,
        COMMAND,
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    private final PtySpec pty;
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final ByteArrayOutputStream subnegotiation = new ByteArrayOutputStream();
    private final BitSet theirs = new BitSet();
    private final BitSet ours = new BitSet();
    private final BitSet refusedTheirs = new BitSet();
    private final BitSet refusedOurs = new BitSet();
    private State state = State.DATA;
    private int verb;

    TelnetNegotiation(PtySpec pty) {
        this.pty = pty;
    }

    /**
     * Moves the data of what arrived to the front of the buffer.
     *
     * @return how many bytes of data there are
     */
    int accept(byte[] buffer, int offset, int length) {
        int kept = offset;
        for (int i = offset; i < offset + length; i++) {
            int octet = buffer[i] & 0xff;
            if (isData(octet)) {
                buffer[kept++] = (byte) octet;
            }
        }
        return kept - offset;
    }

    private boolean isData(int octet) {
        switch (state) {
            case DATA, CARRIAGE_RETURN -> {
                // the network virtual terminal pads a bare carriage return with NUL
                boolean padding = state == State.CARRIAGE_RETURN && octet == 0 && !theirs.get(BINARY);
                state = octet == IAC ? State.COMMAND : octet == '\r' ? State.CARRIAGE_RETURN : State.DATA;
                return octet != IAC && !padding;
            }
            case COMMAND -> {
                return command(octet);
            }
            case OPTION -> {
                state = State.DATA;
                negotiate(octet);
                return false;
            }
            case SUBNEGOTIATION -> {
                if (octet == IAC) {
                    state = State.SUBNEGOTIATION_COMMAND;
                } else if (subnegotiation.size() < LONGEST_SUBNEGOTIATION) {
                    subnegotiation.write(octet);
                }
                return false;
            }
            case SUBNEGOTIATION_COMMAND -> {
                state = octet == SE ? State.DATA : State.SUBNEGOTIATION; // an escaped 255 is in nothing that we answer
                if (octet == SE) {
                    answerSubnegotiation();
                }
                return false;
            }
        }
        throw new IllegalStateException("no such state: " + state);
    }

    private boolean command(int octet) {
        if (octet == IAC) {
            state = State.DATA;
            return true;
        }
        if (octet == SB) {
            subnegotiation.reset();
            state = State.SUBNEGOTIATION;
        } else if (octet >= WILL) {
            verb = octet;
            state = State.OPTION;
        } else {
            state = State.DATA;
        }
        return false;
    }

    private void negotiate(int option) {
        if (verb == WILL) {
            boolean wanted = option == ECHO || option == SUPPRESS_GO_AHEAD || option == BINARY;
            agree(option, wanted, theirs, refusedTheirs, DO, DONT);
        } else if (verb == DO) {
            boolean able =
                    option == WINDOW_SIZE || option == TERMINAL_TYPE || option == SUPPRESS_GO_AHEAD || option == BINARY;
            boolean fresh = agree(option, able, ours, refusedOurs, WILL, WONT);
            if (fresh && option == WINDOW_SIZE) {
                sendWindowSize();
            }
        } else if (verb == WONT) {
            withdraw(option, theirs, DONT);
        } else {
            withdraw(option, ours, WONT);
        }
    }

    /** Answers a request for a change; one that asks for what is so already needs no answer. */
    private boolean agree(int option, boolean yes, BitSet active, BitSet refused, int accept, int refuse) {
        if (yes && !active.get(option)) {
            active.set(option);
            send(accept, option);
            return true;
        }
        if (!yes && !refused.get(option)) {
            refused.set(option);
            send(refuse, option);
        }
        return false;
    }

    private void withdraw(int option, BitSet active, int confirm) {
        if (active.get(option)) {
            active.clear(option);
            send(confirm, option);
        }
    }

    private void send(int command, int option) {
        answers.write(IAC);
        answers.write(command);
        answers.write(option);
    }

    private void sendWindowSize() {
        answers.write(IAC);
        answers.write(SB);
        answers.write(WINDOW_SIZE);
        for (int value : new int[] {pty.columns() >> 8, pty.columns() & 0xff, pty.rows() >> 8, pty.rows() & 0xff}) {
            answers.write(value);
            if (value == IAC) {
                answers.write(IAC);
            }
        }
        answers.write(IAC);
        answers.write(SE);
    }

    private void answerSubnegotiation() {
        byte[] request = subnegotiation.toByteArray();
        if (request.length >= 2 && request[0] == TERMINAL_TYPE && request[1] == SEND && ours.get(TERMINAL_TYPE)) {
            answers.write(IAC);
            answers.write(SB);
            answers.write(TERMINAL_TYPE);
            answers.write(IS);
            answers.writeBytes(pty.term().getBytes(StandardCharsets.US_ASCII));
            answers.write(IAC);
            answers.write(SE);
        }
    }

    /** Returns what has to be sent to the peer, and forgets it. */
    byte[] takeAnswers() {
        byte[] taken = answers.toByteArray();
        answers.reset();
        return taken;
    }

    /**
     * Returns data as it goes over the wire: the byte 255 is doubled, and a carriage return that no line feed follows gets
     * a NUL (RFC 854), unless the peer wanted binary data.
     */
    byte[] escape(byte[] buffer, int offset, int length) {
        ByteArrayOutputStream escaped = new ByteArrayOutputStream(length + 8);
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            escaped.write(buffer[i]);
            if ((buffer[i] & 0xff) == IAC) {
                escaped.write(IAC);
            } else if (buffer[i] == '\r' && !ours.get(BINARY) && (i + 1 == end || buffer[i + 1] != '\n')) {
                escaped.write(0);
            }
        }
        return escaped.toByteArray();
    }
}
