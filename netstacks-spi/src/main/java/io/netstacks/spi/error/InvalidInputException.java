package io.netstacks.spi.error;

import java.util.List;

/** The caller's input is wrong; every problem is listed, not just the first. */
public final class InvalidInputException extends NetStacksException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** Creates it with all problems. */
    public InvalidInputException(List<String> problems) {
        super(ErrorCode.INVALID_INPUT, String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns one with a single problem. */
    public static InvalidInputException of(String problem) {
        return new InvalidInputException(List.of(problem));
    }

    /** Returns every problem, a sentence each. */
    public List<String> problems() {
        return problems;
    }
}
