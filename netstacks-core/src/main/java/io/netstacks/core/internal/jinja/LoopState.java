package io.netstacks.core.internal.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code loop}: where a {@code for} stands. Called in a recursive loop, it runs the loop's body over other items. */
final class LoopState implements JinjaObject, JinjaCallable {

    /** Runs the body of a recursive loop over the items of a value, one level deeper. */
    @FunctionalInterface
    interface Recursion {
        String run(Object items, int depth);
    }

    private final RenderRun run;
    private final Object source;
    private final @Nullable Recursion recursion;
    private final int depth;
    private final List<Object> ahead = new ArrayList<>(1);
    private Iterator<Object> items;
    private int index = -1;
    private int length = -1;
    private @Nullable Object before;
    private @Nullable Object current;
    private @Nullable List<Object> lastChanged;

    /**
     * Creates it.
     *
     * @param source what is walked through, to ask for its length; one without a length is walked to its end when asked
     */
    LoopState(RenderRun run, Object source, Iterator<Object> items, @Nullable Recursion recursion, int depth) {
        this.run = run;
        this.source = source;
        this.items = items;
        this.recursion = recursion;
        this.depth = depth;
    }

    boolean hasNext() {
        return !ahead.isEmpty() || items.hasNext();
    }

    Object next() {
        Object item = ahead.isEmpty() ? items.next() : ahead.remove(0);
        index++;
        before = current;
        current = item;
        return item;
    }

    private @Nullable Object peek() {
        if (ahead.isEmpty() && items.hasNext()) {
            ahead.add(items.next());
        }
        return ahead.isEmpty() ? null : ahead.get(0);
    }

    /** Returns how many items there are; that counts from then on. */
    int length() {
        if (length < 0) {
            length = PySequences.isSized(source) ? PySequences.size(run, source) : walked();
        }
        return length;
    }

    private int walked() {
        List<Object> rest = new ArrayList<>();
        while (items.hasNext()) {
            run.reserve(1);
            rest.add(items.next());
        }
        items = rest.iterator();
        return rest.size() + index + 1 + ahead.size();
    }

    /** Returns the items that are left; asking for them moves the loop on. */
    Iterator<Object> rest() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return LoopState.this.hasNext();
            }

            @Override
            public Object next() {
                return PyTuple.of(LoopState.this.next(), LoopState.this);
            }
        };
    }

    @Override
    public @Nullable Object attribute(RenderRun ignored, String name) {
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) length() - index;
            case "revindex0" -> (long) length() - index - 1;
            case "first" -> index == 0;
            case "last" -> peek() == null;
            case "length" -> (long) length();
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" -> neighbour(before, "there is no previous item");
            case "nextitem" -> neighbour(peek(), "there is no next item");
            case "cycle" -> (JinjaCallable) (r, arguments) -> cycle(arguments.values());
            case "changed" -> (JinjaCallable) (r, arguments) -> changed(arguments.values());
            default -> null;
        };
    }

    private Object neighbour(@Nullable Object item, String hint) {
        return item != null ? item : new JinjaUndefined(run, "loop", hint);
    }

    private Object cycle(List<Object> values) {
        if (values.isEmpty()) {
            throw JinjaFault.type("no items for cycling given");
        }
        return values.get(index % values.size());
    }

    private Object changed(List<Object> values) {
        List<Object> before = lastChanged;
        if (before != null && PyCompare.equal(run, PyTuple.copyOf(before), PyTuple.copyOf(values))) {
            return false;
        }
        lastChanged = values;
        return true;
    }

    @Override
    public Object call(RenderRun ignored, CallArguments arguments) {
        if (recursion == null) {
            throw JinjaFault.type("The loop must have the 'recursive' marker to be called recursively.");
        }
        if (arguments.values().size() != 1) {
            throw JinjaFault.type("loop() takes exactly one argument");
        }
        return recursion.run(arguments.values().get(0), depth + 1);
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public String printed() {
        return "<LoopContext " + (index + 1) + "/" + length() + ">";
    }
}
