package io.netstacks.core.internal.ttp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Python would take as data: literals, argument lists, assignments. Nothing is run: a name is looked up by the
 * given function or is an error. Confined: one thread at a time.
 */
final class TtpLiterals {

    private static final int MAX_DEPTH = 50;
    private static final long MAX_REPEATED = 100_000;

    private final String text;
    private final Function<String, @Nullable Object> names;
    private int at;
    private int depth;
    private int brackets;

    private TtpLiterals(String text, Function<String, @Nullable Object> names) {
        this.text = text;
        this.names = names;
    }

    /** What is wrong with the text; becomes an exception with a place where one is known. */
    static final class Problem extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Problem(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads arguments of a call, in which bare words are text, and true, false and none in any case are constants. */
    static TtpCall call(String name, String arguments) {
        TtpLiterals reader = new TtpLiterals(arguments, word -> word);
        List<@Nullable Object> values = new ArrayList<>();
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        reader.skip();
        while (!reader.atEnd()) {
            int start = reader.at;
            String word = reader.word();
            reader.skip();
            if (!word.isEmpty() && reader.peek() == '=' && reader.peek(1) != '=') {
                reader.at++;
                reader.skip();
                named.put(word, reader.expression());
            } else {
                reader.at = start;
                if (!named.isEmpty()) {
                    throw new Problem("a value without a name after one with a name");
                }
                values.add(reader.expression());
            }
            reader.skip();
            if (!reader.atEnd()) {
                reader.expect(',');
                reader.skip();
            }
        }
        return new TtpCall(name, values, named);
    }

    /** Reads assignments of literals; a value may name what was assigned before it. */
    static Map<Object, @Nullable Object> assignments(String source) {
        Map<Object, @Nullable Object> made = new LinkedHashMap<>();
        TtpLiterals reader = new TtpLiterals(source, word -> {
            if (!made.containsKey(word)) {
                throw new Problem("the name " + word + " is not known; only literals can be assigned");
            }
            return made.get(word);
        });
        reader.skipLines();
        while (!reader.atEnd()) {
            String word = reader.word();
            reader.skip();
            if (word.isEmpty() || reader.peek() != '=') {
                throw new Problem("expected name = value");
            }
            reader.at++;
            reader.skip();
            made.put(word, reader.expression());
            reader.skip();
            if (!reader.atEnd() && "\n;".indexOf(reader.peek()) < 0) {
                throw reader.unexpected();
            }
            reader.skipLines();
        }
        return made;
    }

    /** Reads a single literal. */
    static @Nullable Object value(String source) {
        TtpLiterals reader = new TtpLiterals(source, word -> {
            throw new Problem("the name " + word + " is not known; only literals can be written here");
        });
        reader.skipLines();
        Object value = reader.expression();
        reader.skipLines();
        if (!reader.atEnd()) {
            throw reader.unexpected();
        }
        return value;
    }

    /** Tells whether the text starts with an assignment. */
    static boolean looksAssigned(String source) {
        TtpLiterals reader = new TtpLiterals(source, word -> word);
        reader.skipLines();
        String word = reader.word();
        reader.skip();
        return !word.isEmpty() && reader.peek() == '=' && reader.peek(1) != '=';
    }

    private @Nullable Object expression() {
        Object value = unary();
        skip();
        while (peek() == '+' || peek() == '*') {
            char operator = peek();
            at++;
            skip();
            value = combine(operator, value, unary());
            skip();
        }
        return value;
    }

    private static Object combine(char operator, @Nullable Object x, @Nullable Object y) {
        if (operator == '*'
                && x instanceof String s
                && y instanceof Long n
                && s.length() * Math.max(0, n) < MAX_REPEATED) {
            return s.repeat((int) Math.max(0, n));
        }
        if (operator == '+' && x instanceof String s && y instanceof String t) {
            return s + t;
        }
        if (operator == '+' && x instanceof List<?> a && y instanceof List<?> b) {
            List<Object> all = new ArrayList<>(a);
            all.addAll(b);
            return all;
        }
        if (x instanceof Long a && y instanceof Long b) {
            return operator == '+' ? Math.addExact(a, b) : Math.multiplyExact(a, b);
        }
        throw new Problem("cannot compute with " + operator + "; only literals can be written here");
    }

    private @Nullable Object unary() {
        if (peek() == '-' || peek() == '+') {
            boolean minus = peek() == '-';
            at++;
            skip();
            Object value = unary();
            if (value instanceof Long number) {
                return minus ? Long.valueOf(-number) : number;
            }
            if (value instanceof Double number) {
                return minus ? Double.valueOf(-number) : number;
            }
            if (value instanceof BigInteger number) {
                return minus ? number.negate() : number;
            }
            throw new Problem("a sign before what is no number");
        }
        return atom();
    }

    private @Nullable Object atom() {
        if (++depth > MAX_DEPTH) {
            throw new Problem("nested more than " + MAX_DEPTH + " levels deep");
        }
        try {
            char c = peek();
            if (c == '[' || c == '(' || c == '{') {
                return bracketed(c);
            }
            if ((c >= '0' && c <= '9') || (c == '.' && peek(1) >= '0' && peek(1) <= '9')) {
                return number();
            }
            if (c == '"' || c == '\'' || startsString()) {
                return strings();
            }
            String word = word();
            if (word.isEmpty()) {
                throw unexpected();
            }
            return named(word);
        } finally {
            depth--;
        }
    }

    private @Nullable Object bracketed(char open) {
        at++;
        brackets++;
        Object value = open == '[' ? items(']') : open == '(' ? parenthesised() : braces();
        brackets--;
        skip();
        return value;
    }

    private @Nullable Object named(String word) {
        switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> {
                return true;
            }
            case "false" -> {
                return false;
            }
            case "none" -> {
                return null;
            }
            default -> {
                return names.apply(word);
            }
        }
    }

    private List<@Nullable Object> items(char close) {
        List<@Nullable Object> items = new ArrayList<>();
        skipLines();
        while (peek() != close) {
            items.add(expressionOverLines());
            skipLines();
            if (peek() != close) {
                expect(',');
                skipLines();
            }
        }
        at++;
        return items;
    }

    private @Nullable Object expressionOverLines() {
        Object value = expression();
        skipLines();
        // Adjacent texts are one, on the next line too when inside brackets
        while (value instanceof String text0 && (peek() == '"' || peek() == '\'' || startsString())) {
            value = text0 + strings();
            skipLines();
        }
        return value;
    }

    private @Nullable Object parenthesised() {
        skipLines();
        if (peek() == ')') {
            at++;
            return new ArrayList<>();
        }
        Object first = expressionOverLines();
        skipLines();
        if (peek() == ')') {
            at++;
            return first;
        }
        expect(',');
        List<@Nullable Object> rest = items(')');
        rest.add(0, first);
        return rest;
    }

    private Object braces() {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        List<@Nullable Object> set = new ArrayList<>();
        skipLines();
        while (peek() != '}') {
            Object key = expressionOverLines();
            skipLines();
            if (peek() == ':') {
                at++;
                skipLines();
                map.put(key == null ? "None" : key, expressionOverLines());
            } else if (!set.contains(key)) {
                set.add(key);
            }
            skipLines();
            if (peek() != '}') {
                expect(',');
                skipLines();
            }
        }
        at++;
        if (!map.isEmpty() && !set.isEmpty()) {
            throw new Problem("a mapping with a key without a value");
        }
        return set.isEmpty() ? map : set;
    }

    private Object number() {
        int start = at;
        while (!atEnd() && (Character.isLetterOrDigit(peek()) || peek() == '.' || peek() == '_' || exponentSign())) {
            at++;
        }
        String digits = text.substring(start, at).replace("_", "");
        try {
            String lower = digits.toLowerCase(Locale.ROOT);
            if (lower.startsWith("0x") || lower.startsWith("0o") || lower.startsWith("0b")) {
                int radix = lower.charAt(1) == 'x' ? 16 : lower.charAt(1) == 'o' ? 8 : 2;
                return whole(new BigInteger(lower.substring(2), radix));
            }
            if (lower.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return whole(new BigInteger(lower));
            }
            return Double.valueOf(lower);
        } catch (NumberFormatException e) {
            throw new Problem("\"" + digits + "\" is no number; put text into quotes");
        }
    }

    private boolean exponentSign() {
        return (peek() == '-' || peek() == '+')
                && Character.toLowerCase(text.charAt(at - 1)) == 'e'
                && !text.startsWith("0x", at - 2);
    }

    static Object whole(BigInteger value) {
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private boolean startsString() {
        int i = at;
        while (i < text.length() && i - at < 2 && "rRbBuU".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i > at && i < text.length() && (text.charAt(i) == '"' || text.charAt(i) == '\'');
    }

    private String strings() {
        StringBuilder out = new StringBuilder();
        do {
            boolean raw = false;
            while (peek() != '"' && peek() != '\'') {
                raw |= Character.toLowerCase(peek()) == 'r';
                at++;
            }
            string(out, raw);
            skip();
        } while (!atEnd() && (peek() == '"' || peek() == '\'' || startsString()));
        return out.toString();
    }

    private void string(StringBuilder out, boolean raw) {
        char quote = peek();
        String closing = text.startsWith(String.valueOf(quote).repeat(3), at)
                ? String.valueOf(quote).repeat(3)
                : String.valueOf(quote);
        at += closing.length();
        while (!text.startsWith(closing, at)) {
            if (atEnd() || (closing.length() == 1 && peek() == '\n')) {
                throw new Problem("a text that is not closed: " + closing);
            }
            char c = text.charAt(at++);
            if (c != '\\') {
                out.append(c);
            } else if (atEnd()) {
                throw new Problem("a text that is not closed: " + closing);
            } else if (raw) {
                out.append(c).append(text.charAt(at++));
            } else {
                escape(out);
            }
        }
        at += closing.length();
    }

    private void escape(StringBuilder out) {
        char c = text.charAt(at++);
        int plain = "\\'\"abfnrtv".indexOf(c);
        if (plain >= 0) {
            out.append("\\'\"\u0007\b\f\n\r\t\u000b".charAt(plain));
        } else if (c == 'x' || c == 'u' || c == 'U') {
            int length = c == 'x' ? 2 : c == 'u' ? 4 : 8;
            try {
                out.appendCodePoint(Integer.parseInt(text.substring(at, at + length), 16));
                at += length;
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new Problem("\\" + c + " takes " + length + " hexadecimal digits");
            }
        } else if (c >= '0' && c <= '7') {
            int value = c - '0';
            for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
                value = value * 8 + text.charAt(at++) - '0';
            }
            out.append((char) value);
        } else if (c != '\n') {
            out.append('\\').append(c);
        }
    }

    private String word() {
        int start = at;
        while (!atEnd() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
            at++;
        }
        if (start < at && Character.isDigit(text.charAt(start))) {
            at = start;
            return "";
        }
        // A dotted word is one name to TTP's users: lookup(sites.north)
        while (start < at && peek() == '.' && Character.isLetter(peek(1))) {
            at++;
            while (!atEnd() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
                at++;
            }
        }
        return text.substring(start, at);
    }

    private void skip() {
        while (!atEnd()) {
            char c = peek();
            if (c == ' ' || c == '\t' || c == '\r' || c == '\u000c') {
                at++;
            } else if (c == '\\' && peek(1) == '\n') {
                at += 2;
            } else if (c == '#') {
                while (!atEnd() && peek() != '\n') {
                    at++;
                }
            } else if (c == '\n' && brackets > 0) {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipLines() {
        skip();
        while (!atEnd() && (peek() == '\n' || (peek() == ';' && brackets == 0))) {
            at++;
            skip();
        }
    }

    private void expect(char c) {
        if (peek() != c) {
            throw unexpected();
        }
        at++;
    }

    private Problem unexpected() {
        return new Problem(
                atEnd()
                        ? "it ends too early"
                        : "unexpected \"" + text.substring(at, Math.min(text.length(), at + 20)) + "\"");
    }

    private char peek() {
        return peek(0);
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private boolean atEnd() {
        return at >= text.length();
    }
}
