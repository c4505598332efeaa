package io.netstacks.core.internal.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What reading has to know of what is around an expression: which macros want to know of their special names, and whether
 * an unknown filter is an error at once, or only where it is reached, as Jinja2 has it within {@code if}.
 */
final class ParseScope {

    private static final Set<String> SPECIAL = Set.of("varargs", "kwargs", "caller");

    private final JinjaLibrary library;
    private final Deque<Set<String>> macros = new ArrayDeque<>();
    private final List<JinjaFault> unknown = new ArrayList<>();
    private final Deque<Loop> loops = new ArrayDeque<>();
    private final Deque<Integer> blocks = new ArrayDeque<>();
    private boolean soft;

    ParseScope(JinjaLibrary library) {
        this.library = library;
    }

    boolean soft() {
        return soft;
    }

    /** Says whether what follows may never be reached; returns how it was. */
    boolean soften(boolean value) {
        boolean before = soft;
        soft = value;
        return before;
    }

    /** Returns how many unknown names have been found, for {@link #forgiveSince}. */
    int unknown() {
        return unknown.size();
    }

    /** Lets unknown names pass that were found since then: what was read turned out to depend on an {@code if} behind it. */
    void forgiveSince(int mark) {
        unknown.subList(mark, unknown.size()).clear();
    }

    /** Fails if any unknown name is left. */
    void failOnUnknown() {
        if (!unknown.isEmpty()) {
            throw unknown.get(0);
        }
    }

    void enterMacro() {
        macros.push(new HashSet<>());
    }

    Set<String> leaveMacro() {
        return Set.copyOf(macros.pop());
    }

    void enterLoop() {
        loops.push(new Loop());
    }

    /** Returns whether anything in the loop's body asked for {@code loop}. */
    boolean leaveLoop() {
        return loops.pop().extended;
    }

    /** Begins a block, whose names are not those of the loops around it. */
    void enterBlock() {
        blocks.push(loops.size());
    }

    void leaveBlock() {
        blocks.pop();
    }

    /** Gives all loops around a {@code loop}, as a scoped block in them may ask for it when it is overridden. */
    void extendLoops() {
        loops.forEach(loop -> loop.extended = true);
    }

    void use(String name) {
        if (name.equals("loop")) {
            int within = loops.size() - (blocks.isEmpty() ? 0 : blocks.peek());
            loops.stream().limit(within).forEach(loop -> loop.extended = true);
        }
        if (!macros.isEmpty() && SPECIAL.contains(name)) {
            macros.forEach(used -> used.add(name));
        }
    }

    void checkFilter(String name, JinjaToken at) {
        if (!soft && !library.hasFilter(name)) {
            unknown.add(JinjaFault.syntax("No filter named '" + name + "'.", at.line(), at.column()));
        }
    }

    void checkTest(String name, JinjaToken at) {
        if (!soft && !library.hasTest(name)) {
            unknown.add(JinjaFault.syntax("No test named '" + name + "'.", at.line(), at.column()));
        }
    }

    private static final class Loop {
        private boolean extended;
    }
}
