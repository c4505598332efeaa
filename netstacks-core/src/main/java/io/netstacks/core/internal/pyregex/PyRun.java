package io.netstacks.core.internal.pyregex;

import java.util.Arrays;

/** What one match of a {@link PyProgram} is at. Confined to one matcher. */
final class PyRun {

    private final PyText text;
    private final PyStep start;
    final int[] groups;
    final int[] opened;
    final int[] rounds;
    char[] chars = new char[0];
    int length;
    int end;

    PyRun(PyProgram program, PyText text) {
        this.text = text;
        this.start = program.start();
        this.groups = new int[2 * program.groupCount() + 2];
        this.opened = new int[program.groupCount() + 1];
        this.rounds = new int[program.loopCount()];
    }

    /** Matches at one place, as if the text were over at another. */
    boolean matchAt(int from, int to) {
        chars = text.characters();
        length = to;
        Arrays.fill(groups, -1);
        if (!start.match(this, from)) {
            return false;
        }
        groups[0] = from;
        groups[1] = end;
        return true;
    }

    /** Notes that characters were taken or a way was tried, so that the clock is looked at now and then. */
    void took(int steps) {
        text.took(steps + 1);
    }
}
