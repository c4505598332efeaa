package io.netstacks.core.internal.pyregex;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern made ready to be matched at the start of plain text without {@code java.util.regex}: several times faster for the
 * patterns that templates are made of, since a set of ASCII characters is two words and a repetition that cannot usefully give
 * back does not try to. Patterns that look behind, references, conditionals, letters in either case, or repetitions within
 * repetitions that would have to be tried in every combination are left to Java's engine. Immutable.
 */
final class PyProgram {

    /** Thrown and caught within this class: the pattern holds something that is left to Java. */
    private static final class Unsuited extends Exception {

        private static final long serialVersionUID = 1L;

        Unsuited() {
            super("left to java.util.regex", null, false, false);
        }
    }

    private final PyStep start;
    private final int groupCount;
    private final int loopCount;

    private PyProgram(PyStep start, int groupCount, int loopCount) {
        this.start = start;
        this.groupCount = groupCount;
        this.loopCount = loopCount;
    }

    /** Builds the program of a pattern; empty if the pattern is left to Java's engine. */
    static Optional<PyProgram> of(PyNode root, int groupCount) {
        Builder builder = new Builder();
        try {
            PyStep start = builder.build(root, new PyStep.Done(), PyCharSet.EVERYTHING, false);
            return Optional.of(new PyProgram(start, groupCount, builder.loops));
        } catch (Unsuited e) {
            return Optional.empty();
        }
    }

    PyStep start() {
        return start;
    }

    int groupCount() {
        return groupCount;
    }

    int loopCount() {
        return loopCount;
    }

    /** Builds steps from the end of the pattern to its start. */
    private static final class Builder {

        private int loops;

        /**
         * Builds a part.
         *
         * @param next what comes after it
         * @param follow what that can begin with
         * @param inLoop whether it is repeated
         */
        PyStep build(PyNode node, PyStep next, PyCharSet follow, boolean inLoop) throws Unsuited {
            if (node instanceof PyNode.Sequence sequence) {
                return sequence(sequence.parts(), next, follow, inLoop);
            }
            if (node instanceof PyNode.Repeat repeat) {
                return repeat(repeat, next, follow, inLoop);
            }
            if (node instanceof PyNode.Alternation alternation) {
                if (inLoop) {
                    requireApart(alternation.branches(), follow);
                }
                PyStep[] ways = new PyStep[alternation.branches().size()];
                for (int i = 0; i < ways.length; i++) {
                    ways[i] = build(alternation.branches().get(i), next, follow, inLoop);
                }
                return new PyStep.Choice(ways);
            }
            if (node instanceof PyNode.Capture capture) {
                PyStep close = new PyStep.Close(capture.index(), next);
                return new PyStep.Open(capture.index(), build(capture.body(), close, follow, inLoop));
            }
            if (node instanceof PyNode.Plain plain) {
                return build(plain.body(), next, follow, inLoop);
            }
            if (node instanceof PyNode.Anchor anchor) {
                return anchor(anchor, next);
            }
            if (node instanceof PyNode.Look look) {
                return ahead(look, next, inLoop);
            }
            return new PyStep.Several(one(node), 1, 1, PyNode.Greed.POSSESSIVE, null, next);
        }

        /** Ways that can begin alike would be tried in every combination, round after round. */
        private static void requireApart(List<PyNode> ways, PyCharSet follow) throws Unsuited {
            PyCharSet seen = PyCharSet.NONE;
            for (PyNode way : ways) {
                PyCharSet first = FirstCharacters.of(way, PyCharSet.NONE, follow);
                if (seen.meetsInAscii(first) || (seen.end() && first.end())) {
                    throw new Unsuited();
                }
                seen = seen.or(first);
            }
        }

        private static PyStep anchor(PyNode.Anchor anchor, PyStep next) throws Unsuited {
            return switch (anchor.place()) {
                case TEXT_START, TEXT_END, VERY_END, WORD_BOUNDARY -> new PyStep.At(anchor.place(), next);
                default -> throw new Unsuited();
            };
        }

        private PyStep ahead(PyNode.Look look, PyStep next, boolean inLoop) throws Unsuited {
            if (!look.ahead() || !isSimple(look.body())) {
                throw new Unsuited();
            }
            PyStep body = build(look.body(), new PyStep.Done(), PyCharSet.EVERYTHING, inLoop);
            return new PyStep.Ahead(body, look.negative(), next);
        }

        /** Tells whether a part is characters only, one after the other or one or the other. */
        private static boolean isSimple(PyNode node) {
            if (node instanceof PyNode.Sequence sequence) {
                return sequence.parts().stream().allMatch(Builder::isSimple);
            }
            if (node instanceof PyNode.Alternation alternation) {
                return alternation.branches().stream().allMatch(Builder::isSimple);
            }
            return node instanceof PyNode.Literal || node instanceof PyNode.CharClass || node instanceof PyNode.AnyChar;
        }

        /** Returns the set of a part that takes one character. */
        private static PyCharSet one(PyNode node) throws Unsuited {
            boolean known = node instanceof PyNode.AnyChar
                    || (node instanceof PyNode.Literal literal && !literal.ignoreCase())
                    || (node instanceof PyNode.CharClass set && !set.ignoreCase());
            if (!known) {
                throw new Unsuited();
            }
            return PyCharSet.ofOne(node);
        }

        private PyStep sequence(List<PyNode> parts, PyStep after, PyCharSet follow, boolean inLoop) throws Unsuited {
            PyStep next = after;
            PyCharSet nextFollow = follow;
            StringBuilder text = new StringBuilder();
            for (int i = parts.size() - 1; i >= 0; i--) {
                PyNode part = parts.get(i);
                if (part instanceof PyNode.Literal literal && !literal.ignoreCase() && literal.codePoint() < 128) {
                    text.append((char) literal.codePoint());
                } else {
                    next = build(part, text(text, next), nextFollow, inLoop);
                }
                nextFollow = follow(part, nextFollow);
            }
            return text(text, next);
        }

        /** Returns what a part and what is after it can begin with; what has to be ahead comes first. */
        private static PyCharSet follow(PyNode part, PyCharSet after) {
            return part instanceof PyNode.Look look && look.ahead() && !look.negative()
                    ? FirstCharacters.of(look.body(), PyCharSet.NONE, PyCharSet.EVERYTHING)
                    : FirstCharacters.of(part, PyCharSet.NONE, after);
        }

        /** Puts collected letters, which came from the end to the start, before a step. */
        private static PyStep text(StringBuilder collected, PyStep next) {
            if (collected.isEmpty()) {
                return next;
            }
            String text = collected.reverse().toString();
            collected.setLength(0);
            return new PyStep.Text(text, next);
        }

        private PyStep repeat(PyNode.Repeat repeat, PyStep next, PyCharSet follow, boolean inLoop) throws Unsuited {
            PyNode body = repeat.body();
            boolean single = body instanceof PyNode.Literal
                    || body instanceof PyNode.AnyChar
                    || body instanceof PyNode.CharClass;
            if (single) {
                return several(repeat, one(body), next, follow, inLoop);
            }
            if (repeat.greed() == PyNode.Greed.POSSESSIVE
                    || PyWidth.of(body, List.of()).min() == 0) {
                throw new Unsuited();
            }
            boolean lazy = repeat.greed() == PyNode.Greed.LAZY;
            if (repeat.min() == 0 && repeat.max() == 1) {
                if (inLoop) {
                    requireApart(List.of(body, new PyNode.Sequence(List.of())), follow);
                }
                PyStep with = build(body, next, follow, inLoop);
                return lazy ? new PyStep.Choice(next, with) : new PyStep.Choice(with, next);
            }
            if (inLoop) {
                throw new Unsuited();
            }
            int counter = loops++;
            PyStep.Loop loop = new PyStep.Loop(counter, repeat.min(), repeat.max(), lazy, next);
            PyCharSet afterOne =
                    FirstCharacters.of(body, PyCharSet.NONE, follow).or(follow);
            loop.body(build(body, loop, afterOne, true));
            return new PyStep.Enter(counter, loop);
        }

        private static PyStep several(
                PyNode.Repeat repeat, PyCharSet set, PyStep next, PyCharSet follow, boolean inLoop) throws Unsuited {
            boolean anything = follow.equals(PyCharSet.EVERYTHING);
            boolean fixed = repeat.min() == repeat.max();
            boolean givesBackInVain = fixed || (!anything && !set.meetsInAscii(follow));
            if (inLoop && !givesBackInVain) {
                throw new Unsuited();
            }
            PyNode.Greed greed = givesBackInVain ? PyNode.Greed.POSSESSIVE : repeat.greed();
            @Nullable PyCharSet known = anything ? null : follow;
            return new PyStep.Several(set, repeat.min(), repeat.max(), greed, known, next);
        }
    }
}
