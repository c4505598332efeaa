package io.netstacks.core.internal.pyregex;

import io.netstacks.core.internal.pyregex.PyNode.Anchor;
import io.netstacks.core.internal.pyregex.PyNode.Greed;
import io.netstacks.core.internal.pyregex.PyNode.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pattern by the rules of Python 3.11's {@code re} for text: what Python refuses is refused, also where Java would
 * take it. Recursive descent, bounded in depth. Confined to one pattern.
 */
final class PyRegexParser {

    private static final int MAX_LENGTH = 100_000;
    private static final int MAX_DEPTH = 200;
    private static final String FLAG_LETTERS = "aiLmsux";

    private final PySource source;
    private final PyEscapes escapes;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Set<Integer> openGroups = new HashSet<>();
    private final List<PyWidth> groups = new ArrayList<>();
    private final Set<Integer> tested = new HashSet<>();
    private int flags;
    private int depth;
    private boolean mayBeRefused;

    PyRegexParser(String pattern, int flags) {
        this.source = new PySource(pattern);
        this.escapes = new PyEscapes(source);
        this.flags = flags;
        if (pattern.length() > MAX_LENGTH) {
            throw source.error("longer than " + MAX_LENGTH + " characters", 0);
        }
    }

    /** What a pattern is made of. */
    record Parsed(
            PyNode root, int flags, int groupCount, Map<String, Integer> names, Set<Integer> tested, boolean risky) {}

    Parsed parse() {
        PyNode root = alternation();
        if (source.more()) {
            throw source.error("unbalanced parenthesis", source.position());
        }
        for (int index : tested) {
            if (index > groups.size()) {
                throw source.error("invalid group reference " + index, 0);
            }
        }
        return new Parsed(root, flags, groups.size(), names, tested, mayBeRefused);
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private PyNode alternation() {
        if (++depth > MAX_DEPTH) {
            throw source.error("groups nested deeper than " + MAX_DEPTH, source.position());
        }
        List<PyNode> branches = new ArrayList<>();
        do {
            branches.add(sequence());
        } while (source.take('|'));
        depth--;
        return branches.size() == 1 ? branches.get(0) : new PyNode.Alternation(List.copyOf(branches));
    }

    private PyNode sequence() {
        List<PyNode> parts = new ArrayList<>();
        while (source.more() && !source.at('|') && !source.at(')')) {
            if (has(PyRegex.VERBOSE) && source.skipVerbose()) {
                continue;
            }
            int start = source.position();
            int c = source.next();
            if (c == '*' || c == '+' || c == '?' || c == '{') {
                repeat(c, start, parts);
            } else {
                PyNode part = atom(c, start);
                if (part != null) {
                    parts.add(part);
                }
            }
        }
        return parts.size() == 1 ? parts.get(0) : new PyNode.Sequence(List.copyOf(parts));
    }

    private @Nullable PyNode atom(int c, int start) {
        return switch (c) {
            case '\\' -> escapes.outside(this::reference, flags);
            case '[' -> escapes.characterClass(flags);
            case '.' -> new PyNode.AnyChar(has(PyRegex.DOTALL));
            case '^' -> new Anchor(has(PyRegex.MULTILINE) ? Place.LINE_START : Place.TEXT_START, false);
            case '$' -> new Anchor(has(PyRegex.MULTILINE) ? Place.LINE_END : Place.TEXT_END, false);
            case '(' -> group(start);
            default -> new PyNode.Literal(c, has(PyRegex.IGNORECASE));
        };
    }

    // ------------------------------------------------------------------------------------------------ repetition

    private void repeat(int c, int start, List<PyNode> parts) {
        int min = c == '+' ? 1 : 0;
        int max = c == '?' ? 1 : PyNode.UNBOUNDED;
        if (c == '{') {
            int[] bounds = bounds(start);
            if (bounds == null) {
                parts.add(new PyNode.Literal('{', has(PyRegex.IGNORECASE)));
                return;
            }
            min = bounds[0];
            max = bounds[1];
        }
        PyNode body = parts.isEmpty() ? null : parts.remove(parts.size() - 1);
        if (body == null || body instanceof Anchor) {
            throw source.error("nothing to repeat", start);
        }
        if (body instanceof PyNode.Repeat) {
            throw source.error("multiple repeat", start);
        }
        Greed greed = source.take('?') ? Greed.LAZY : source.take('+') ? Greed.POSSESSIVE : Greed.GREEDY;
        parts.add(new PyNode.Repeat(body, min, max, greed));
    }

    /** Returns the two bounds; null if the brace stands for itself, and then nothing more is taken. */
    private int @Nullable [] bounds(int start) {
        int after = source.position();
        if (source.at('}')) {
            return null;
        }
        String low = source.digits();
        String high = source.take(',') ? source.digits() : low;
        if (!source.take('}')) {
            source.moveTo(after);
            return null;
        }
        int min = low.isEmpty() ? 0 : count(low, start);
        int max = high.isEmpty() ? PyNode.UNBOUNDED : count(high, start);
        if (max < min) {
            throw source.error("min repeat greater than max repeat", start);
        }
        return new int[] {min, max};
    }

    private int count(String digits, int start) {
        if (digits.length() > 9) {
            throw source.error("the repetition number is too large", start);
        }
        return Integer.parseInt(digits);
    }

    // ---------------------------------------------------------------------------------------------------- groups

    private @Nullable PyNode group(int start) {
        if (!source.take('?')) {
            return capture(null, start);
        }
        int c = source.more() ? source.next() : -1;
        return switch (c) {
            case -1 -> throw source.error("unexpected end of pattern", source.position());
            case 'P' -> named(start);
            case ':' -> new PyNode.Plain(body(start));
            case '>' -> new PyNode.Atomic(body(start));
            case '#' -> comment(start);
            case '=' -> new PyNode.Look(true, false, body(start));
            case '!' -> new PyNode.Look(true, true, body(start));
            case '<' -> lookBehind(start);
            case '(' -> conditional(start);
            default -> {
                if (c == '-' || FLAG_LETTERS.indexOf(c) >= 0) {
                    yield flagGroup(c, start);
                }
                throw source.error("unknown extension ?" + Character.toString(c), start + 1);
            }
        };
    }

    private PyNode body(int start) {
        int outer = flags;
        PyNode body = alternation();
        close(start);
        flags = outer;
        return body;
    }

    private void close(int start) {
        if (!source.take(')')) {
            throw source.error("missing ), unterminated subpattern", start);
        }
    }

    private PyNode capture(@Nullable String name, int start) {
        groups.add(PyWidth.UNKNOWN);
        int index = groups.size();
        if (name != null && names.putIfAbsent(name, index) != null) {
            throw source.error("redefinition of group name '" + name + "'", start);
        }
        openGroups.add(index);
        PyNode body = body(start);
        openGroups.remove(index);
        groups.set(index - 1, PyWidth.of(body, groups));
        return new PyNode.Capture(index, body);
    }

    private PyNode named(int start) {
        if (source.take('<')) {
            return capture(name('>'), start);
        }
        if (source.take('=')) {
            String name = name(')');
            Integer index = names.get(name);
            if (index == null) {
                throw source.error("unknown group name '" + name + "'", start);
            }
            return reference(index, start);
        }
        throw source.error("unknown extension ?P", start + 1);
    }

    private String name(char end) {
        int start = source.position();
        String name = source.until(end);
        if (name == null) {
            throw source.error("missing " + end + ", unterminated name", start);
        }
        if (name.isEmpty()) {
            throw source.error("missing group name", start);
        }
        boolean first = Character.isUnicodeIdentifierStart(name.codePointAt(0)) || name.charAt(0) == '_';
        if (!first || !name.codePoints().allMatch(c -> Character.isUnicodeIdentifierPart(c) && c >= ' ')) {
            throw source.error("bad character in group name '" + name + "'", start);
        }
        return name;
    }

    private PyNode reference(int index, int start) {
        if (index > groups.size()) {
            throw source.error("invalid group reference " + index, start);
        }
        if (openGroups.contains(index)) {
            throw source.error("cannot refer to an open group", start);
        }
        mayBeRefused = true;
        return new PyNode.BackReference(index);
    }

    private @Nullable PyNode comment(int start) {
        if (source.until(')') == null) {
            throw source.error("missing ), unterminated comment", start);
        }
        return null;
    }

    private PyNode lookBehind(int start) {
        int c = source.more() ? source.next() : -1;
        if (c != '=' && c != '!') {
            throw source.error("unknown extension ?<", start + 1);
        }
        PyNode body = body(start);
        PyWidth width = PyWidth.of(body, groups);
        if (width.min() != width.max()) {
            throw source.error("look-behind requires fixed-width pattern", start);
        }
        mayBeRefused = true;
        return new PyNode.Look(false, c == '!', body);
    }

    private PyNode conditional(int start) {
        String name = name(')', start);
        boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
        Integer index = number ? Integer.valueOf(count(name, start)) : names.get(name);
        if (index == null) {
            throw source.error("unknown group name '" + name + "'", start);
        }
        if (index == 0) {
            throw source.error("bad group number", start);
        }
        tested.add(index);
        mayBeRefused = true;
        int outer = flags;
        PyNode yes = sequence();
        PyNode no = source.take('|') ? sequence() : new PyNode.Sequence(List.of());
        if (source.at('|')) {
            throw source.error("conditional backref with more than two branches", start);
        }
        close(start);
        flags = outer;
        return new PyNode.Conditional(index, yes, no);
    }

    private String name(char end, int start) {
        String name = source.until(end);
        if (name == null || name.isEmpty()) {
            throw source.error("missing group name", start);
        }
        return name;
    }

    // ----------------------------------------------------------------------------------------------------- flags

    private @Nullable PyNode flagGroup(int first, int start) {
        int on = 0;
        int off = 0;
        int c = first;
        while (c != '-' && c != ')' && c != ':') {
            on |= flag(c, start);
            c = letter(start);
        }
        if (c == ')') {
            if (start != 0) {
                throw source.error("global flags not at the start of the expression", start);
            }
            flags |= on;
            return null;
        }
        if (c == '-') {
            c = letter(start);
            do {
                off |= flag(c, start);
                c = letter(start);
            } while (c != ':');
            if ((off & PyRegex.ASCII) != 0 || (on & off) != 0) {
                throw source.error("bad inline flags: a flag turned on and off", start);
            }
        }
        return scoped(on, off, start);
    }

    private int letter(int start) {
        if (!source.more()) {
            throw source.error("missing -, : or )", start);
        }
        return source.next();
    }

    private int flag(int letter, int start) {
        return switch (letter) {
            case 'a' -> PyRegex.ASCII;
            case 'i' -> PyRegex.IGNORECASE;
            case 'm' -> PyRegex.MULTILINE;
            case 's' -> PyRegex.DOTALL;
            case 'x' -> PyRegex.VERBOSE;
            case 'u' -> 0;
            case 'L' -> throw source.error("bad inline flags: cannot use 'L' flag with a str pattern", start);
            default -> throw source.error("unknown flag", start);
        };
    }

    private PyNode scoped(int on, int off, int start) {
        int outer = flags;
        flags = (flags | on) & ~off;
        boolean ignoreCase = has(PyRegex.IGNORECASE);
        PyNode body = alternation();
        close(start);
        flags = outer;
        return ignoreCase == has(PyRegex.IGNORECASE) ? new PyNode.Plain(body) : new PyNode.CaseScope(ignoreCase, body);
    }
}
