package io.netstacks.core.internal.pyregex;

/**
 * Finds the characters that can come first in a match, or last, where some may be skipped. Immutable.
 *
 * @param chars what can come first, or last
 * @param passes whether the part can take nothing, or nothing but skipped characters, so that the next part decides
 */
record FirstCharacters(PyCharSet chars, boolean passes) {

    private static final FirstCharacters ANYTHING = new FirstCharacters(PyCharSet.EVERYTHING, true);
    private static final FirstCharacters NOTHING = new FirstCharacters(PyCharSet.NONE, true);

    /** Finds what can come first after the skipped ones. */
    static PyCharSet of(PyNode root, PyCharSet skipped) {
        FirstCharacters found = find(root, skipped, false);
        return found.passes ? PyCharSet.EVERYTHING : found.chars;
    }

    /** Finds what can come first where the given set is what can come after. */
    static PyCharSet of(PyNode node, PyCharSet skipped, PyCharSet follow) {
        FirstCharacters found = find(node, skipped, false);
        return found.passes ? found.chars.or(follow) : found.chars;
    }

    /** Finds what can come last in the text before the skipped ones, which only a pattern that holds its end can say. */
    static PyCharSet last(PyNode root, PyCharSet skipped) {
        if (!endsWithAnchor(root)) {
            return PyCharSet.EVERYTHING;
        }
        FirstCharacters found = find(root, skipped, true);
        return found.passes ? PyCharSet.EVERYTHING : found.chars;
    }

    private static boolean endsWithAnchor(PyNode node) {
        if (node instanceof PyNode.Sequence sequence && !sequence.parts().isEmpty()) {
            return endsWithAnchor(sequence.parts().get(sequence.parts().size() - 1));
        }
        return node instanceof PyNode.Anchor anchor
                && (anchor.place() == PyNode.Place.TEXT_END || anchor.place() == PyNode.Place.VERY_END);
    }

    private static FirstCharacters find(PyNode node, PyCharSet skipped, boolean backwards) {
        if (node instanceof PyNode.Literal literal) {
            return one(PyCharSet.of(literal), skipped);
        }
        if (node instanceof PyNode.AnyChar any) {
            return one(PyCharSet.of(any), skipped);
        }
        if (node instanceof PyNode.CharClass set) {
            return one(PyCharSet.of(set), skipped);
        }
        if (node instanceof PyNode.Sequence sequence) {
            return sequence(sequence, skipped, backwards);
        }
        if (node instanceof PyNode.Alternation alternation) {
            return alternation.branches().stream()
                    .map(b -> find(b, skipped, backwards))
                    .reduce(FirstCharacters::or)
                    .orElse(NOTHING);
        }
        if (node instanceof PyNode.Repeat repeat) {
            FirstCharacters body = find(repeat.body(), skipped, backwards);
            return new FirstCharacters(body.chars, body.passes || repeat.min() == 0);
        }
        if (node instanceof PyNode.Capture capture) {
            return find(capture.body(), skipped, backwards);
        }
        if (node instanceof PyNode.Plain plain) {
            return find(plain.body(), skipped, backwards);
        }
        if (node instanceof PyNode.CaseScope scope) {
            return find(scope.body(), skipped, backwards);
        }
        if (node instanceof PyNode.Atomic atomic) {
            return find(atomic.body(), skipped, backwards);
        }
        if (node instanceof PyNode.Conditional conditional) {
            return find(conditional.yes(), skipped, backwards).or(find(conditional.no(), skipped, backwards));
        }
        if (node instanceof PyNode.Anchor anchor) {
            return anchor(anchor, backwards);
        }
        return node instanceof PyNode.Look ? NOTHING : ANYTHING;
    }

    private static FirstCharacters one(PyCharSet set, PyCharSet skipped) {
        return new FirstCharacters(set.without(skipped), set.meets(skipped));
    }

    private static FirstCharacters sequence(PyNode.Sequence sequence, PyCharSet skipped, boolean backwards) {
        PyCharSet chars = PyCharSet.NONE;
        int count = sequence.parts().size();
        for (int i = 0; i < count; i++) {
            PyNode part = sequence.parts().get(backwards ? count - 1 - i : i);
            FirstCharacters next = find(part, skipped, backwards);
            chars = chars.or(next.chars);
            if (!next.passes) {
                return new FirstCharacters(chars, false);
            }
        }
        return new FirstCharacters(chars, true);
    }

    /** After the end comes nothing, or for {@code $} one line feed; before the start comes nothing. */
    private static FirstCharacters anchor(PyNode.Anchor anchor, boolean backwards) {
        if (backwards) {
            boolean start = anchor.place() == PyNode.Place.TEXT_START;
            return start ? new FirstCharacters(PyCharSet.END, false) : NOTHING;
        }
        return switch (anchor.place()) {
            case VERY_END -> new FirstCharacters(PyCharSet.END, false);
            case TEXT_END -> new FirstCharacters(PyCharSet.END.or(PyCharSet.range('\n', '\n')), false);
            default -> NOTHING;
        };
    }

    private FirstCharacters or(FirstCharacters other) {
        return new FirstCharacters(chars.or(other.chars), passes || other.passes);
    }
}
