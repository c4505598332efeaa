package io.netstacks.core.internal.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a template into tokens, and decides which white space around tags is dropped. */
final class JinjaLexer {

    private static final Pattern RAW =
            Pattern.compile("\\{%([-+]?)\\s*raw\\s*(?:-%\\}\\s*|%\\})", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern END_RAW =
            Pattern.compile("\\{%([-+]?)\\s*endraw\\s*(?:\\+%\\}|-%\\}\\s*|(%\\}))", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern NAME = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern FLOAT =
            Pattern.compile("(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][+-]?(?:\\d+_)*\\d+|\\.(?:\\d+_)*\\d+)");
    private static final Pattern INTEGER =
            Pattern.compile("0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\\d)*|0(?:_?0)*");
    private static final String[] OPERATORS = {
        "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=",
        ".", ":", "|", ",", ";"
    };

    private final String source;
    private final boolean trimBlocks;
    private final boolean lstripBlocks;
    private final List<JinjaToken> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private int counted;
    private boolean lineStarting = true;

    private JinjaLexer(String source, JinjaSyntax syntax) {
        this.source = normalized(source, syntax.keepTrailingNewline());
        this.trimBlocks = syntax.trimBlocks();
        this.lstripBlocks = syntax.lstripBlocks();
    }

    static List<JinjaToken> tokens(String source, JinjaSyntax syntax) {
        return new JinjaLexer(source, syntax).all();
    }

    private static String normalized(String source, boolean keepTrailingNewline) {
        String text =
                source.indexOf('\r') < 0 ? source : source.replace("\r\n", "\n").replace('\r', '\n');
        return !keepTrailingNewline && text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private List<JinjaToken> all() {
        while (at < source.length()) {
            int open = nextTag();
            if (open < 0) {
                data(source.substring(at));
                at = source.length();
            } else {
                tag(open);
            }
        }
        add(JinjaToken.Kind.EOF, "", source.length());
        return tokens;
    }

    private int nextTag() {
        for (int i = source.indexOf('{', at); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            char next = source.charAt(i + 1);
            if (next == '{' || next == '%' || next == '#') {
                return i;
            }
        }
        return -1;
    }

    private void tag(int open) {
        Matcher raw = RAW.matcher(source).region(open, source.length());
        boolean isRaw = raw.lookingAt();
        char kind = source.charAt(open + 1);
        char sign = open + 2 < source.length() ? source.charAt(open + 2) : ' ';
        sign = sign == '-' || sign == '+' ? sign : ' ';
        data(before(source.substring(at, open), sign, kind == '{'));
        at = open + (sign == ' ' ? 2 : 3);
        if (isRaw) {
            at = raw.end();
            raw(open);
        } else if (kind == '#') {
            comment(open);
        } else {
            JinjaToken.Kind begin = kind == '{' ? JinjaToken.Kind.VARIABLE_BEGIN : JinjaToken.Kind.BLOCK_BEGIN;
            add(begin, "", open);
            inside(kind == '%');
        }
        lineStarting = source.charAt(at - 1) == '\n';
    }

    private String before(String text, char sign, boolean variable) {
        if (sign == '-') {
            return PyStrings.strip(text, false, true);
        }
        if (sign != '+' && lstripBlocks && !variable) {
            int start = text.lastIndexOf('\n') + 1;
            boolean blank = start < text.length()
                    && PyStrings.strip(text.substring(start), true, false).isEmpty();
            if ((start > 0 || lineStarting) && blank) {
                return text.substring(0, start);
            }
        }
        return text;
    }

    private void data(String text) {
        if (!text.isEmpty()) {
            add(JinjaToken.Kind.DATA, text, at);
        }
    }

    private void raw(int open) {
        Matcher end = END_RAW.matcher(source);
        if (!end.find(at)) {
            throw fault("Missing end of raw directive", open);
        }
        char sign = end.group(1).isEmpty() ? ' ' : end.group(1).charAt(0);
        lineStarting = source.charAt(at - 1) == '\n';
        data(before(source.substring(at, end.start()), sign, false));
        at = end.end();
        if (end.group(2) != null) {
            trim();
        }
    }

    private void comment(int open) {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw fault("Missing end of comment tag", open);
        }
        char sign = source.charAt(end - 1);
        boolean inside = end - 1 >= at;
        at = end + 2;
        if (inside && sign == '-') {
            skipSpace();
        } else if (!(inside && sign == '+')) {
            trim();
        }
    }

    private void trim() {
        if (trimBlocks && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
    }

    private void skipSpace() {
        while (at < source.length() && PyStrings.isSpace(source.charAt(at))) {
            at++;
        }
    }

    /** Reads the tokens of one tag up to its end. */
    private void inside(boolean block) {
        Deque<Character> open = new ArrayDeque<>();
        while (true) {
            skipSpace();
            if (at >= source.length()) {
                return;
            }
            if (open.isEmpty() && end(block)) {
                return;
            }
            if (!literal()) {
                operator(open);
            }
        }
    }

    private boolean end(boolean block) {
        String close = block ? "%}" : "}}";
        boolean minus = source.startsWith("-" + close, at);
        boolean plus = block && source.startsWith("+" + close, at);
        if (!minus && !plus && !source.startsWith(close, at)) {
            return false;
        }
        add(block ? JinjaToken.Kind.BLOCK_END : JinjaToken.Kind.VARIABLE_END, "", at);
        at += minus || plus ? 3 : 2;
        if (minus) {
            skipSpace();
        } else if (block && !plus) {
            trim();
        }
        return true;
    }

    private boolean literal() {
        char c = source.charAt(at);
        if (c == '\'' || c == '"') {
            string(c);
            return true;
        }
        if (c >= '0' && c <= '9') {
            boolean afterDot = at > 0 && source.charAt(at - 1) == '.';
            return (!afterDot && take(FLOAT, JinjaToken.Kind.FLOAT)) || take(INTEGER, JinjaToken.Kind.INTEGER);
        }
        if (Character.isUnicodeIdentifierStart(source.codePointAt(at)) || c == '_') {
            return take(NAME, JinjaToken.Kind.NAME);
        }
        return false;
    }

    private boolean take(Pattern pattern, JinjaToken.Kind kind) {
        Matcher m = pattern.matcher(source).region(at, source.length());
        if (!m.lookingAt()) {
            return false;
        }
        String text = m.group();
        add(kind, kind == JinjaToken.Kind.NAME ? text.intern() : text, at);
        at = m.end();
        return true;
    }

    private void string(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw fault(
                    "unexpected char " + (quote == '"' ? "'\"'" : "\"'\"") + ": a text without its closing quote", at);
        }
        add(JinjaToken.Kind.STRING, unescaped(source.substring(at + 1, end)), at);
        at = end + 1;
    }

    private String unescaped(String text) {
        try {
            return JinjaEscapes.unescape(text);
        } catch (IllegalArgumentException e) {
            throw fault(String.valueOf(e.getMessage()), at);
        }
    }

    private void operator(Deque<Character> open) {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                balance(operator, open);
                add(JinjaToken.Kind.OPERATOR, operator, at);
                at += operator.length();
                return;
            }
        }
        throw fault("unexpected char '" + Character.toString(source.codePointAt(at)) + "'", at);
    }

    private void balance(String operator, Deque<Character> open) {
        char c = operator.charAt(0);
        switch (operator) {
            case "(" -> open.push(')');
            case "[" -> open.push(']');
            case "{" -> open.push('}');
            case ")", "]", "}" -> {
                if (open.isEmpty()) {
                    throw fault("unexpected '" + c + "'", at);
                }
                char expected = open.pop();
                if (expected != c) {
                    throw fault("unexpected '" + c + "', expected '" + expected + "'", at);
                }
            }
            default -> {}
        }
    }

    private void add(JinjaToken.Kind kind, String text, int offset) {
        count(offset);
        tokens.add(new JinjaToken(kind, text, line, offset - lineStart + 1));
    }

    private void count(int offset) {
        for (; counted < offset; counted++) {
            if (source.charAt(counted) == '\n') {
                line++;
                lineStart = counted + 1;
            }
        }
    }

    private JinjaFault fault(String problem, int offset) {
        count(offset);
        return JinjaFault.syntax(problem, line, offset - lineStart + 1);
    }
}
