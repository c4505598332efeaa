package io.netstacks.core.internal.pyregex;

import io.netstacks.core.internal.pyregex.PyNode.CharCategory;
import io.netstacks.core.internal.pyregex.PyNode.CharRange;
import io.netstacks.core.internal.pyregex.PyNode.ClassItem;
import java.util.List;
import java.util.Set;

/**
 * Writes a parsed pattern in Java's dialect, to be compiled with {@code UNIX_LINES}.
 *
 * <p>There are two forms: one for text of plain ASCII, where Java's short classes mean what Python's mean and run fastest,
 * and one for any text, where the classes are spelled out as Python defines them ({@code \w} is {@code str.isalnum} or an
 * underscore, {@code \s} is {@code str.isspace}). Confined to one pattern.
 */
final class JavaRegexWriter {

    private static final String WORD = "\\p{L}\\p{N}_";
    private static final String SPACE =
            "\\x09-\\x0d\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

    private final boolean plainText;
    private final Set<Integer> tested;
    private final int[] javaGroups;
    private final StringBuilder out = new StringBuilder();
    private final int[] markers;
    private int opened;

    /**
     * Creates it.
     *
     * @param plainText whether the form is for plain ASCII
     * @param tested the groups that a conditional asks for
     * @param groupCount how many groups there are
     */
    JavaRegexWriter(boolean plainText, Set<Integer> tested, int groupCount) {
        this.plainText = plainText;
        this.tested = tested;
        this.javaGroups = new int[groupCount + 1];
        this.markers = new int[groupCount + 1];
    }

    String write(PyNode root) {
        emit(root);
        return out.toString();
    }

    /** Returns the number that each of Python's groups has in the written pattern; known after writing. */
    int[] javaGroups() {
        return javaGroups;
    }

    private void emit(PyNode node) {
        if (node instanceof PyNode.Literal literal) {
            literal(literal.codePoint());
        } else if (node instanceof PyNode.AnyChar any) {
            out.append(any.newlineToo() ? "(?s:.)" : ".");
        } else if (node instanceof PyNode.CharClass set) {
            characterClass(set);
        } else if (node instanceof PyNode.Anchor anchor) {
            anchor(anchor);
        } else if (node instanceof PyNode.Sequence sequence) {
            sequence.parts().forEach(this::emit);
        } else if (node instanceof PyNode.Alternation alternation) {
            alternation(alternation);
        } else if (node instanceof PyNode.Repeat repeat) {
            repeat(repeat);
        } else if (node instanceof PyNode.Capture capture) {
            capture(capture);
        } else if (node instanceof PyNode.Plain plain) {
            wrapped("(?:", plain.body());
        } else if (node instanceof PyNode.CaseScope scope) {
            wrapped(scope.ignoreCase() ? "(?i:" : "(?-i:", scope.body());
        } else if (node instanceof PyNode.Atomic atomic) {
            wrapped("(?>", atomic.body());
        } else if (node instanceof PyNode.Look look) {
            wrapped((look.ahead() ? "(?" : "(?<") + (look.negative() ? "!" : "="), look.body());
        } else if (node instanceof PyNode.BackReference reference) {
            reference(javaGroups[reference.index()]);
        } else if (node instanceof PyNode.Conditional conditional) {
            conditional(conditional);
        }
    }

    private void wrapped(String open, PyNode body) {
        out.append(open);
        emit(body);
        out.append(')');
    }

    private void alternation(PyNode.Alternation alternation) {
        long empty = alternation.branches().stream().filter(this::mayBeEmpty).count();
        if (empty > 1) {
            tick();
        }
        String bar = "";
        for (PyNode branch : alternation.branches()) {
            out.append(bar);
            emit(branch);
            bar = "|";
        }
    }

    private void repeat(PyNode.Repeat repeat) {
        PyNode body = repeat.body();
        boolean single =
                body instanceof PyNode.Literal || body instanceof PyNode.AnyChar || body instanceof PyNode.CharClass;
        if (single
                || (body instanceof PyNode.Capture capture && !tested.contains(capture.index()) && !mayBeEmpty(body))) {
            emit(body);
        } else {
            out.append("(?:");
            if (mayBeEmpty(body)) {
                tick();
            }
            emit(body);
            out.append(')');
        }
        out.append(quantifier(repeat.min(), repeat.max())).append(repeat.greed().suffix);
    }

    private static String quantifier(int min, int max) {
        if (max == PyNode.UNBOUNDED) {
            return min == 0 ? "*" : min == 1 ? "+" : "{" + min + ",}";
        }
        return min == 0 && max == 1 ? "?" : min == max ? "{" + min + "}" : "{" + min + "," + max + "}";
    }

    private boolean mayBeEmpty(PyNode node) {
        return PyWidth.of(node, List.of()).min() == 0;
    }

    /**
     * Writes an empty look-ahead where the matcher could branch without reading a character. With transparent bounds it
     * asks for the text's length, and so gives {@link GuardedText} its chance to look at the clock.
     */
    private void tick() {
        out.append("(?=)");
    }

    /** A group that a conditional asks for is followed by an empty one, which took part exactly when the first did. */
    private void capture(PyNode.Capture capture) {
        javaGroups[capture.index()] = ++opened;
        if (!tested.contains(capture.index())) {
            wrapped("(", capture.body());
            return;
        }
        out.append("(?:");
        wrapped("(", capture.body());
        out.append("())");
        markers[capture.index()] = ++opened;
    }

    private void conditional(PyNode.Conditional conditional) {
        out.append("(?:");
        if (markers[conditional.index()] == 0) {
            // Its group comes later, so it has not taken part
            emit(conditional.no());
            out.append(')');
            return;
        }
        reference(markers[conditional.index()]);
        emit(conditional.yes());
        out.append("|(?!");
        reference(markers[conditional.index()]);
        out.append(')');
        emit(conditional.no());
        out.append(')');
    }

    /** The empty group keeps a digit that follows from being read as part of the number. */
    private void reference(int javaGroup) {
        out.append('\\').append(javaGroup).append("(?:)");
    }

    private void anchor(PyNode.Anchor anchor) {
        switch (anchor.place()) {
            case TEXT_START -> out.append("\\A");
            // Java's own ^ does not match after a final line feed; Python's does
            case LINE_START -> out.append("(?<![^\\n])");
            case TEXT_END -> out.append('$');
            case LINE_END -> out.append("(?m:$)");
            case VERY_END -> out.append("\\z");
            case WORD_BOUNDARY -> boundary(anchor.ascii());
            case NO_WORD_BOUNDARY -> {
                // Python finds no boundary and no non-boundary in an empty text
                out.append("(?!\\A\\z)(?!");
                boundary(anchor.ascii());
                out.append(')');
            }
        }
    }

    private void boundary(boolean ascii) {
        if (plainText) {
            out.append("\\b");
            return;
        }
        String word = ascii ? "\\w" : WORD;
        out.append("(?:(?<=[").append(word).append("])(?![").append(word).append("])|(?<![");
        out.append(word).append("])(?=[").append(word).append("]))");
    }

    private void characterClass(PyNode.CharClass set) {
        if (!set.negated() && set.items().size() == 1 && set.items().get(0) instanceof CharCategory category) {
            String text = category(category.letter(), set.ascii());
            boolean whole = text.startsWith("[") || text.length() == 2;
            out.append(whole ? text : "[" + text + "]");
            return;
        }
        out.append(set.negated() ? "[^" : "[");
        for (ClassItem item : set.items()) {
            if (item instanceof CharCategory category) {
                out.append(category(category.letter(), set.ascii()));
            } else if (item instanceof CharRange range) {
                literal(range.from());
                if (range.to() != range.from()) {
                    out.append('-');
                    literal(range.to());
                }
            }
        }
        out.append(']');
    }

    /** Returns a category as it is written inside a class. */
    private String category(char letter, boolean ascii) {
        if (plainText || ascii) {
            return "\\" + letter;
        }
        return switch (letter) {
            case 'd' -> "\\p{Nd}";
            case 'D' -> "\\P{Nd}";
            case 's' -> SPACE;
            case 'S' -> "[^" + SPACE + "]";
            case 'w' -> WORD;
            default -> "[^" + WORD + "]";
        };
    }

    private void literal(int c) {
        boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letterOrDigit) {
            out.append((char) c);
        } else if (c > ' ' && c < 0x7f) {
            out.append('\\').append((char) c);
        } else {
            out.append("\\x{").append(Integer.toHexString(c)).append('}');
        }
    }
}
