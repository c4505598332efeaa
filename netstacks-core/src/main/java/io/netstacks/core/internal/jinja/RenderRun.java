package io.netstacks.core.internal.jinja;

import io.netstacks.spi.Deadline;
import io.netstacks.spi.error.OperationCancelledException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** One render while it runs: its limits and what is used of them, its mode, its templates. Confined to one thread. */
final class RenderRun {

    private static final int STEPS_BETWEEN_CLOCK_READS = 256;

    private final RenderLimits limits;
    private final UndefinedMode mode;
    private final JinjaLibrary library;
    private final TemplateSource templates;
    private final Set<String> missing = new LinkedHashSet<>();
    private final Deque<String> including = new ArrayDeque<>();
    private long steps;
    private long nextClockRead;
    private long built;
    private int depth;
    private boolean autoescape;

    RenderRun(RenderLimits limits, UndefinedMode mode, JinjaLibrary library, TemplateSource templates) {
        this.limits = limits;
        this.mode = mode;
        this.library = library;
        this.templates = templates;
    }

    UndefinedMode mode() {
        return mode;
    }

    JinjaLibrary library() {
        return library;
    }

    Deadline deadline() {
        return limits.deadline();
    }

    boolean autoescape() {
        return autoescape;
    }

    /** Switches escaping of what is printed; returns how it was. */
    boolean autoescape(boolean on) {
        boolean before = autoescape;
        autoescape = on;
        return before;
    }

    void noteMissing(String path) {
        missing.add(path);
    }

    Set<String> missing() {
        return missing;
    }

    /** Counts one unit of work, and stops the render when its time or work is used up or its thread is interrupted. */
    void step() {
        if (++steps >= nextClockRead) {
            lookAtClock();
        }
    }

    private void lookAtClock() {
        nextClockRead = steps + STEPS_BETWEEN_CLOCK_READS;
        if (steps > limits.steps()) {
            throw JinjaFault.limit("more than " + limits.steps() + " steps; is there a loop within a loop too many?");
        }
        if (limits.deadline().hasPassed()) {
            throw JinjaFault.limit("not done within " + limits.deadline().budget());
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException("rendering was interrupted");
        }
    }

    /** Allows a text or list of that size to be made, before it is made. */
    void reserve(long size) {
        built += size;
        if (size > limits.outputChars()) {
            throw JinjaFault.limit("a text or list of " + size + " elements; at most " + limits.outputChars());
        }
        if (built > limits.builtChars()) {
            throw JinjaFault.limit("more than " + limits.builtChars() + " characters and elements made in all");
        }
    }

    /** Adds to the output or to a text that is captured. */
    void emit(StringBuilder out, String text) {
        if (out.length() + (long) text.length() > limits.outputChars()) {
            throw JinjaFault.limit("the output is longer than " + limits.outputChars() + " characters");
        }
        built += text.length();
        if (built > limits.builtChars()) {
            reserve(0);
        }
        out.append(text);
    }

    /** Stops a text that has grown too long while it is put together. */
    void checkLength(StringBuilder text) {
        if (text.length() > limits.outputChars()) {
            reserve(text.length());
        }
    }

    void enter(String what) {
        if (++depth > limits.depth()) {
            throw JinjaFault.limit("maximum recursion depth of " + limits.depth() + " exceeded by " + what);
        }
    }

    void leave() {
        depth--;
    }

    /** Returns a template by its name, compiled. */
    JinjaTemplate template(String name) {
        return templates.get(name);
    }

    boolean templateExists(String name) {
        return templates.exists(name);
    }

    /** Notes that a template begins within those that run already. */
    void begin(String name) {
        if (including.contains(name) && including.size() > limits.depth() / 4) {
            throw JinjaFault.limit("templates include each other in a circle: " + circle(name));
        }
        including.push(name);
        enter("template '" + name + "'");
    }

    void end() {
        leave();
        including.pop();
    }

    private String circle(String name) {
        StringBuilder text = new StringBuilder();
        for (String outer : including) {
            text.insert(0, " -> ").insert(0, outer);
            if (outer.equals(name)) {
                break;
            }
        }
        return text.append(name).toString();
    }
}
