package io.netstacks.core.internal.pyregex;

/**
 * Finds the characters that can come first in a match, or first after some that are skipped. Immutable.
 *
 * @param chars what can come first
 * @param passes whether the part can take nothing, or nothing but skipped characters, so that the next part decides
 */
record FirstCharacters(PyCharSet chars, boolean passes) {

    private static final FirstCharacters ANYTHING = new FirstCharacters(PyCharSet.EVERYTHING, true);
    private static final FirstCharacters NOTHING = new FirstCharacters(PyCharSet.NONE, true);

    static PyCharSet of(PyNode root, PyCharSet skipped) {
        FirstCharacters found = find(root, skipped);
        return found.passes ? PyCharSet.EVERYTHING : found.chars;
    }

    private static FirstCharacters find(PyNode node, PyCharSet skipped) {
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
            return sequence(sequence, skipped);
        }
        if (node instanceof PyNode.Alternation alternation) {
            return alternation.branches().stream()
                    .map(b -> find(b, skipped))
                    .reduce(FirstCharacters::or)
                    .orElse(NOTHING);
        }
        if (node instanceof PyNode.Repeat repeat) {
            FirstCharacters body = find(repeat.body(), skipped);
            return new FirstCharacters(body.chars, body.passes || repeat.min() == 0);
        }
        if (node instanceof PyNode.Capture capture) {
            return find(capture.body(), skipped);
        }
        if (node instanceof PyNode.Plain plain) {
            return find(plain.body(), skipped);
        }
        if (node instanceof PyNode.CaseScope scope) {
            return find(scope.body(), skipped);
        }
        if (node instanceof PyNode.Atomic atomic) {
            return find(atomic.body(), skipped);
        }
        if (node instanceof PyNode.Conditional conditional) {
            return find(conditional.yes(), skipped).or(find(conditional.no(), skipped));
        }
        if (node instanceof PyNode.Anchor anchor) {
            return anchor(anchor);
        }
        return node instanceof PyNode.Look ? NOTHING : ANYTHING;
    }

    private static FirstCharacters one(PyCharSet set, PyCharSet skipped) {
        return new FirstCharacters(set.without(skipped), set.meets(skipped));
    }

    private static FirstCharacters sequence(PyNode.Sequence sequence, PyCharSet skipped) {
        PyCharSet chars = PyCharSet.NONE;
        for (PyNode part : sequence.parts()) {
            FirstCharacters next = find(part, skipped);
            chars = chars.or(next.chars);
            if (!next.passes) {
                return new FirstCharacters(chars, false);
            }
        }
        return new FirstCharacters(chars, true);
    }

    /** After the end comes nothing, or for {@code $} one line feed. */
    private static FirstCharacters anchor(PyNode.Anchor anchor) {
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
