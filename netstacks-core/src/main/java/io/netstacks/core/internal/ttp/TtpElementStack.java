package io.netstacks.core.internal.ttp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The elements of a template while they begin and end. Confined: one thread at a time. */
final class TtpElementStack {

    private final Deque<TtpElement> open = new ArrayDeque<>();
    private Optional<TtpElement> root = Optional.empty();
    private Optional<TtpElement> closed = Optional.empty();

    void begin(TtpElement element) {
        if (open.isEmpty()) {
            root = Optional.of(element);
        } else {
            open.getFirst().children().add(element);
        }
        open.push(element);
        closed = Optional.empty();
    }

    /** Returns how many elements have begun and not ended. */
    int depth() {
        return open.size();
    }

    void end() {
        closed = Optional.of(open.pop());
    }

    /** Adds text behind the element that has just ended, or at the beginning of the one that is open; outside of all it is nothing. */
    void text(String text, int line) {
        if (!open.isEmpty()) {
            closed.map(TtpElement::tail).orElseGet(open.getFirst()::text).add(text, line);
        }
    }

    /** Returns the outermost element; empty if none has begun. */
    Optional<TtpElement> root() {
        return root;
    }
}
