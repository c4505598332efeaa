package io.netstacks.core.internal.pyregex;

import io.netstacks.core.internal.pyregex.PyNode.Anchor;
import io.netstacks.core.internal.pyregex.PyNode.CharCategory;
import io.netstacks.core.internal.pyregex.PyNode.CharRange;
import io.netstacks.core.internal.pyregex.PyNode.ClassItem;
import io.netstacks.core.internal.pyregex.PyNode.Place;
import java.util.ArrayList;
import java.util.List;

/** Reads what follows a backslash, and character classes. Confined to one parser. */
final class PyEscapes {

    private static final String CATEGORIES = "dDsSwW";
    private static final String HEX = "0123456789abcdefABCDEF";
    private static final String OCTAL = "01234567";

    private final PySource source;

    PyEscapes(PySource source) {
        this.source = source;
    }

    /** Makes the node for a reference to a group. */
    interface References {
        PyNode to(int index, int start);
    }

    /** Reads an escape outside a class; the backslash has been taken. */
    PyNode outside(References references, int flags) {
        int start = source.position() - 1;
        int c = letter(start);
        boolean ascii = (flags & PyRegex.ASCII) != 0;
        boolean ignoreCase = (flags & PyRegex.IGNORECASE) != 0;
        if (CATEGORIES.indexOf(c) >= 0) {
            return new PyNode.CharClass(false, List.of(new CharCategory((char) c)), ascii, false);
        }
        return switch (c) {
            case 'A' -> new Anchor(Place.TEXT_START, ascii);
            case 'Z' -> new Anchor(Place.VERY_END, ascii);
            case 'b' -> new Anchor(Place.WORD_BOUNDARY, ascii);
            case 'B' -> new Anchor(Place.NO_WORD_BOUNDARY, ascii);
            case '0' -> new PyNode.Literal(octal(source.run(OCTAL, 2), start), ignoreCase);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbered(c, start, references, ignoreCase);
            default -> new PyNode.Literal(character(c, start), ignoreCase);
        };
    }

    private PyNode numbered(int first, int start, References references, boolean ignoreCase) {
        int after = source.position();
        String three = Character.toString(first) + source.run(OCTAL, 2);
        if (three.length() == 3 && OCTAL.indexOf(first) >= 0) {
            return new PyNode.Literal(octal(three, start), ignoreCase);
        }
        source.moveTo(after);
        String number = Character.toString(first) + source.run("0123456789", 1);
        return references.to(Integer.parseInt(number), start);
    }

    /** Reads a class; the opening bracket has been taken. */
    PyNode characterClass(int flags) {
        int start = source.position() - 1;
        boolean negated = source.take('^');
        List<ClassItem> items = new ArrayList<>();
        while (items.isEmpty() || !source.at(']')) {
            int itemStart = source.position();
            ClassItem low = item(start);
            if (!source.at('-')) {
                items.add(low);
                continue;
            }
            source.next();
            if (source.at(']')) {
                items.add(low);
                items.add(new CharRange('-', '-'));
            } else {
                items.add(range(low, item(start), itemStart));
            }
        }
        source.next();
        boolean ascii = (flags & PyRegex.ASCII) != 0;
        return new PyNode.CharClass(negated, List.copyOf(items), ascii, (flags & PyRegex.IGNORECASE) != 0);
    }

    private ClassItem range(ClassItem low, ClassItem high, int start) {
        if (low instanceof CharRange from && high instanceof CharRange to && from.from() <= to.from()) {
            return new CharRange(from.from(), to.from());
        }
        throw source.error("bad character range", start);
    }

    private ClassItem item(int start) {
        if (!source.more()) {
            throw source.error("unterminated character set", start);
        }
        int position = source.position();
        int c = source.next();
        if (c == '\\') {
            c = letter(position);
            if (CATEGORIES.indexOf(c) >= 0) {
                return new CharCategory((char) c);
            }
            if (c == 'b') {
                c = '\b';
            } else if (OCTAL.indexOf(c) >= 0) {
                c = octal(Character.toString(c) + source.run(OCTAL, 2), position);
            } else if (c == '8' || c == '9') {
                throw badEscape(c, position);
            } else {
                c = character(c, position);
            }
        }
        return new CharRange(c, c);
    }

    private int letter(int start) {
        if (!source.more()) {
            throw source.error("bad escape (end of pattern)", start);
        }
        return source.next();
    }

    private PyRegexException badEscape(int c, int start) {
        return source.error("bad escape \\" + Character.toString(c), start);
    }

    private int octal(String digits, int start) {
        int value = digits.isEmpty() ? 0 : Integer.parseInt(digits, 8);
        if (value > 0377) {
            throw source.error("octal escape value outside of range 0-0o377", start);
        }
        return value;
    }

    /** Returns the character that an escape stands for, in and outside classes. */
    private int character(int c, int start) {
        return switch (c) {
            case 'a' -> 7;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            case 'x' -> hex(2, start);
            case 'u' -> hex(4, start);
            case 'U' -> hex(8, start);
            case 'N' -> byName(start);
            default -> {
                if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                    throw badEscape(c, start);
                }
                yield c;
            }
        };
    }

    private int hex(int digits, int start) {
        String taken = source.run(HEX, digits);
        if (taken.length() != digits) {
            throw source.error("incomplete escape", start);
        }
        long value = Long.parseLong(taken, 16);
        if (value > Character.MAX_CODE_POINT) {
            throw source.error("bad escape: no such character", start);
        }
        return (int) value;
    }

    private int byName(int start) {
        String name = source.take('{') ? source.until('}') : null;
        if (name == null || name.isEmpty()) {
            throw source.error("missing character name", start);
        }
        try {
            return Character.codePointOf(name);
        } catch (IllegalArgumentException e) {
            throw source.error("undefined character name '" + name + "'", start);
        }
    }
}
