package io.netstacks.testkit.fake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The server's half of telnet: takes commands out of what arrives, negotiates ECHO (RFC 857), SUPPRESS-GO-AHEAD (RFC 858),
 * TTYPE (RFC 1091) and NAWS (RFC 1073), refuses the rest. Commands may be split over reads at any byte. Confined: one
 * reader.
 */
final class TelnetFilter {

    private static final int IAC = 255;
    private static final int DONT = 254;
    private static final int DO = 253;
    private static final int WONT = 252;
    private static final int WILL = 251;
    private static final int SB = 250;
    private static final int SE = 240;
    private static final int ECHO = 1;
    private static final int SGA = 3;
    private static final int TTYPE = 24;
    private static final int NAWS = 31;

    private enum State {
        DATA,
        CARRIAGE_RETURN,
        COMMAND,
        OPTION,
        PARAMETERS,
        PARAMETERS_COMMAND
    }

    private final Map<String, String> agreed = new LinkedHashMap<>();
    private final ByteArrayOutputStream parameters = new ByteArrayOutputStream();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private State state = State.DATA;
    private int verb;

    /** Returns what a server says first: it echoes, sends no go-aheads, and wants to know window and terminal. */
    byte[] opening() {
        return bytes(IAC, WILL, ECHO, IAC, WILL, SGA, IAC, DO, TTYPE, IAC, DO, NAWS);
    }

    /** Doubles the byte that begins commands. */
    static byte[] escape(byte[] output) {
        ByteArrayOutputStream escaped = new ByteArrayOutputStream(output.length + 16);
        for (byte one : output) {
            escaped.write(one);
            if ((one & 0xff) == IAC) {
                escaped.write(one);
            }
        }
        return escaped.toByteArray();
    }

    /** Returns the typed bytes among what arrived. */
    byte[] typed(byte[] input, int length) {
        ByteArrayOutputStream typed = new ByteArrayOutputStream(length);
        for (int i = 0; i < length; i++) {
            step(input[i] & 0xff, typed);
        }
        return typed.toByteArray();
    }

    /** Returns what has to be answered since the last call. */
    byte[] answers() {
        byte[] bytes = answers.toByteArray();
        answers.reset();
        return bytes;
    }

    Map<String, String> agreed() {
        return agreed;
    }

    private void step(int one, ByteArrayOutputStream typed) {
        switch (state) {
            case DATA, CARRIAGE_RETURN -> {
                boolean padding = state == State.CARRIAGE_RETURN && one == 0; // RFC 854
                state = one == IAC ? State.COMMAND : one == '\r' ? State.CARRIAGE_RETURN : State.DATA;
                if (one != IAC && !padding) {
                    typed.write(one);
                }
            }
            case COMMAND -> command(one, typed);
            case OPTION -> {
                state = State.DATA;
                option(one);
            }
            case PARAMETERS -> {
                if (one == IAC) {
                    state = State.PARAMETERS_COMMAND;
                } else {
                    parameters.write(one);
                }
            }
            case PARAMETERS_COMMAND -> {
                if (one == SE) {
                    state = State.DATA;
                    parameters(parameters.toByteArray());
                } else {
                    parameters.write(one);
                    state = State.PARAMETERS;
                }
            }
        }
    }

    private void command(int one, ByteArrayOutputStream typed) {
        state = State.DATA;
        if (one == IAC) {
            typed.write(IAC);
        } else if (one == SB) {
            parameters.reset();
            state = State.PARAMETERS;
        } else if (one >= WILL) {
            verb = one;
            state = State.OPTION;
        }
    }

    private void option(int option) {
        if (verb == DO && option == ECHO) {
            agreed.put("ECHO", "");
        } else if (verb == DO && option == SGA) {
            agreed.put("SGA", "");
        } else if (verb == DO) {
            answers.writeBytes(bytes(IAC, WONT, option));
        } else if (verb == WILL && option == TTYPE) {
            answers.writeBytes(bytes(IAC, SB, TTYPE, 1, IAC, SE));
        } else if (verb == WILL && option != NAWS) {
            answers.writeBytes(bytes(IAC, option == SGA ? DO : DONT, option));
        }
    }

    private void parameters(byte[] values) {
        if (values.length == 5 && values[0] == NAWS) {
            agreed.put("NAWS", number(values, 1) + "x" + number(values, 3));
        } else if (values.length > 2 && values[0] == TTYPE && values[1] == 0) {
            agreed.put("TTYPE", new String(values, 2, values.length - 2, StandardCharsets.US_ASCII));
        }
    }

    private static int number(byte[] values, int at) {
        return ((values[at] & 0xff) << 8) | (values[at + 1] & 0xff);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
