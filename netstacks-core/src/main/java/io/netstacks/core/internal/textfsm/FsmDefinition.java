package io.netstacks.core.internal.textfsm;

import java.util.List;
import java.util.Map;

/** A template that was read: its values, and its states in the order in which they were written. Immutable. */
public final class FsmDefinition {

    static final String START = "Start";
    static final String END = "End";
    static final String EOF = "EOF";

    private final List<FsmValue> values;
    private final List<String> header;
    private final Map<String, FsmState> states;

    FsmDefinition(List<FsmValue> values, Map<String, FsmState> states) {
        this.values = List.copyOf(values);
        this.header = values.stream().map(FsmValue::name).toList();
        this.states = states;
    }

    /**
     * Reads a template.
     *
     * @throws FsmSyntaxException if it is none
     */
    public static FsmDefinition read(String template) {
        return new FsmTemplateReader(template).read();
    }

    /** Returns the values, in order. */
    public List<FsmValue> values() {
        return values;
    }

    /** Returns the names of the values, in order. */
    public List<String> header() {
        return header;
    }

    /** Returns the states by name, in order; End is not among them. */
    public Map<String, FsmState> states() {
        return states;
    }

    FsmState state(String name) {
        FsmState state = states.get(name);
        if (state == null) {
            throw new IllegalStateException("the reader let an unknown state through: " + name);
        }
        return state;
    }

    /** Tells whether the end of the text puts out a record on its own; declaring EOF switches that off. */
    boolean recordsAtEnd() {
        return !states.containsKey(EOF);
    }

    /** Returns the template without its comments and without what is implied. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        values.forEach(value -> out.append(value).append('\n'));
        if (values.isEmpty()) {
            out.append('\n');
        }
        for (FsmState state : states.values()) {
            out.append('\n').append(state.name()).append('\n');
            state.rules().forEach(rule -> out.append(rule).append('\n'));
        }
        return out.toString();
    }
}
