package io.netstacks.core.internal.jinja;

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
    private final List<Object> items;
    private final @Nullable Recursion recursion;
    private final int depth;
    private int index = -1;
    private @Nullable List<Object> lastChanged;

    LoopState(RenderRun run, List<Object> items, @Nullable Recursion recursion, int depth) {
        this.run = run;
        this.items = items;
        this.recursion = recursion;
        this.depth = depth;
    }

    boolean hasNext() {
        return index + 1 < items.size();
    }

    Object next() {
        return items.get(++index);
    }

    int length() {
        return items.size();
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
        int size = items.size();
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) size - index;
            case "revindex0" -> (long) size - index - 1;
            case "first" -> index == 0;
            case "last" -> index == size - 1;
            case "length" -> (long) size;
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" -> index > 0 ? items.get(index - 1) : missing("there is no previous item");
            case "nextitem" -> index + 1 < size ? items.get(index + 1) : missing("there is no next item");
            case "cycle" -> (JinjaCallable) (r, arguments) -> cycle(arguments.values());
            case "changed" -> (JinjaCallable) (r, arguments) -> changed(arguments.values());
            default -> null;
        };
    }

    private Object missing(String hint) {
        return new JinjaUndefined(run, "loop", hint);
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
        return "<LoopContext " + (index + 1) + "/" + items.size() + ">";
    }
}
